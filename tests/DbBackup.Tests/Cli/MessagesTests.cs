using DbBackup.Cli;
using Microsoft.Extensions.Logging;

namespace DbBackup.Tests.Cli;

public sealed class MessagesTests : IDisposable
{
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    [Theory]
    [InlineData("plain ✓ ümläut", "plain ✓ ümläut")]
    [InlineData("a\nb\r\tc", @"a\nb\r\tc")]
    [InlineData("\u001b[2J\0\u009b", @"\u001b[2J\u0000\u009b")]
    [InlineData("a\u2028b\u202ec\u2066", @"a\u2028b\u202ec\u2066")]
    public void Control_characters_are_escaped(string text, string safe) => Assert.Equal(safe, SafeText.OneLine(text));

    [Fact]
    public void An_error_is_one_line_with_the_name_of_the_program()
    {
        Messages(verbose: false).Error(Problem.Of(new BackupException("a\nb", new InvalidOperationException("cause"))));
        Assert.Equal($@"shop: error: a\nb{Environment.NewLine}", _error.ToString());
    }

    [Fact]
    public void Verbose_adds_the_stack_trace()
    {
        Messages(verbose: true).Error(Problem.Of(Thrown()));
        Assert.StartsWith($"shop: error: it broke{Environment.NewLine}DbBackup.BackupException: it broke{Environment.NewLine}   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_is_logged_as_one_line_with_its_cause()
    {
        Log(verbose: false).Log(LogLevel.Warning, default, "Table a\nb is odd", new FormatException("odd\nthing"), (text, _) => text);
        Assert.Equal($@"warning: Shop.Hooks: Table a\nb is odd (FormatException: odd\nthing){Environment.NewLine}", _error.ToString());
    }

    [Fact]
    public void Verbose_logs_stack_traces()
    {
        Log(verbose: true).Log(LogLevel.Error, default, "It failed", Thrown(), (text, _) => text);
        Assert.Contains("\n   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_cannot_be_written_does_not_concern_the_run()
    {
        using var full = new FullWriter();
        var messages = new Messages(new Terminal(TextReader.Null, TextWriter.Null, full), "shop");
        messages.WriteLine("lost");
        Assert.Equal(1, full.Attempts);
    }

    private sealed class FullWriter : StringWriter
    {
        public int Attempts { get; private set; }

        public override void WriteLine(string? value)
        {
            Attempts++;
            throw new IOException("No space left on device");
        }
    }

    private static BackupException Thrown()
    {
        try
        {
            throw new BackupException("it broke");
        }
        catch (BackupException e)
        {
            return e;
        }
    }

    private Messages Messages(bool verbose) => new(new Terminal(TextReader.Null, TextWriter.Null, _error), "shop", verbose);

    private ILogger Log(bool verbose)
    {
        using var provider = new MessageLoggerProvider(Messages(verbose), verbose);
        return provider.CreateLogger("Shop.Hooks");
    }
}
