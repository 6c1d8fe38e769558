using DbBackup.Cli;

namespace DbBackup.Tests.Cli;

public sealed class PromptTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("YES\n", true)]
    [InlineData(" y \n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("yep\n", false)]
    [InlineData("", false)]
    public async Task Only_y_and_yes_are_a_yes(string answer, bool yes)
    {
        var prompt = Prompt(new StringReader(answer));

        Assert.Equal(yes, await prompt.AskAsync(["This replaces everything."], TestContext.Current.CancellationToken));
        Assert.Equal(!yes, prompt.Declined);
    }

    [Fact]
    public async Task The_question_goes_to_stderr()
    {
        await Prompt(new StringReader("y\n")).AskAsync(["This replaces database shop"], TestContext.Current.CancellationToken);
        Assert.Equal($"This replaces database shop{Environment.NewLine}Go on? [y/N] ", _error.ToString());
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void The_question_before_a_restore_names_target_and_backup() =>
        Assert.Equal(
            ["This replaces database shop (shop.db)", "from backup shop-web01-20261123T031500Z.sqlite3.zst of 2026-11-23 03:15:00 UTC (database shop, server web01, 4.57 MB)."],
            RestoreReport.Question(new(ManifestExamples.Shop, "database shop (shop.db)"), "replaces"));

    [Fact]
    public void The_question_before_a_cleanup_names_ten_backups_at_most()
    {
        var lines = CleanupReport.Question([.. Enumerable.Repeat(ManifestExamples.Shop, 12)]).ToList();
        Assert.Equal("This deletes 12 backups:", lines[0]);
        Assert.Equal("  and 2 more; --dry-run lists them all.", lines[^1]);
        Assert.Equal(12, lines.Count);
    }

    [Fact]
    public async Task A_cancellation_ends_the_wait()
    {
        using var source = new CancellationTokenSource();
        using var never = new NeverAnswers();
        var asked = Prompt(never).AskAsync([], source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private Prompt Prompt(TextReader input)
    {
        var terminal = new Terminal(input, _output, _error) { InputIsTerminal = true };
        return new(terminal, new Messages(terminal, "dbbackup"), null);
    }

    /// <summary>A person who went for coffee.</summary>
    private sealed class NeverAnswers : TextReader
    {
        private readonly ManualResetEventSlim _end = new();

        public override string? ReadLine()
        {
            _end.Wait();
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }
    }
}
