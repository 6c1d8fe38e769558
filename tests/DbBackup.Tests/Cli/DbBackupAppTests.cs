using System.Text.Json.Nodes;
using DbBackup.Cli;
using DbBackup.Signals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Cli;

public sealed class DbBackupAppTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dbbackup-app-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly DbBackupAppBuilder _builder = DbBackupApp.CreateBuilder([]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("backup -h")]
    public async Task Version_and_help_go_to_stdout_and_build_nothing(string args)
    {
        _builder.Configuration.Add(new FailingSource());

        Assert.Equal(0, await RunAsync(args));
        Assert.NotEqual("", _output.ToString());
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Wrong_usage_is_one_line_on_stderr_and_code_two()
    {
        Assert.Equal(2, await RunAsync("bakup"));
        Assert.Equal("", _output.ToString());
        Assert.EndsWith(": error: There is no verb 'bakup'; did you mean 'backup'? --help lists them.", Assert.Single(Lines(_error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bakup --json")]
    [InlineData("--json")]
    [InlineData("backup -e --json")]
    [InlineData("list --json -q --nonsense")]
    [InlineData("list --json --config none.json")]
    public async Task A_failure_with_json_is_one_document(string args)
    {
        Assert.Equal(2, await RunAsync(args));
        var document = JsonNode.Parse(_output.ToString())!;
        Assert.Equal(2, (int)document["exitCode"]!);
        Assert.NotEqual("", (string?)document["error"]);
    }

    [Fact]
    public async Task An_unknown_key_of_the_configuration_is_wrong_usage()
    {
        Assert.Equal(2, await RunAsync($"list --config {File("""{ "Storag": {} , "Media": { "Pth": "x" } }""")}"));
        Assert.Contains("'Media:Pth' is not a known key; did you mean 'Path'?", Assert.Single(Lines(_error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encryption_without_a_key_is_refused()
    {
        Assert.Equal(2, await RunAsync($"backup --config {File("""{ "Encryption": { "Kind": "Age" } }""")}"));
        Assert.Contains("'Encryption' has neither Recipients nor a passphrase nor an IdentityFile", Assert.Single(Lines(_error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_of_the_application_are_read()
    {
        _builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Cleanup:Keep"] = "0" });
        Assert.Equal(2, await RunAsync("receivers"));
        Assert.Contains("'Cleanup:Keep' is 0", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_foresaw_is_one_line_and_a_hint()
    {
        _builder.Configuration.Add(new FailingSource());

        Assert.Equal(1, await RunAsync("receivers"));
        Assert.EndsWith(@": error: FormatException: two\nlines (--verbose shows where)", Assert.Single(Lines(_error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_shows_where_it_happened()
    {
        _builder.Configuration.Add(new FailingSource());

        Assert.Equal(1, await RunAsync("receivers -v"));
        Assert.Contains(Lines(_error), line => line.Contains(nameof(FailingSource), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_registry_that_is_used_is_a_service()
    {
        _builder.UseReceivers<OneRegistry>().UseReceivers<OtherRegistry>();
        using var services = _builder.Services.BuildServiceProvider();
        Assert.Equal(["One", "Other"], services.GetServices<ReceiverRegistry>().SelectMany(r => r.Receivers).Select(r => r.Id));
    }

    [Fact]
    public async Task A_full_disk_under_stdout_is_an_error_not_a_crash()
    {
        var terminal = new Terminal(TextReader.Null, new BrokenWriter(), _error);
        Assert.Equal(1, await new DbBackupApp(["receivers"], _builder.Services, _builder.Configuration, terminal).RunAsync(TestContext.Current.CancellationToken));
        Assert.EndsWith(": error: The result cannot be printed: No space left on device. What was done is done; see 'list'.", Assert.Single(Lines(_error)), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(string args)
    {
        var words = args.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var terminal = new Terminal(TextReader.Null, _output, _error);
        return new DbBackupApp(words, _builder.Services, _builder.Configuration, terminal).RunAsync(TestContext.Current.CancellationToken);
    }

    private string File(string text)
    {
        var path = Path.Combine(_folder, "dbbackup.json");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class FailingSource : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => throw new FormatException("two\nlines");
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("No space left on device");

        public override void Flush() => throw new IOException("No space left on device");
    }

    private sealed class OneRegistry : ReceiverRegistry
    {
        protected override ReceiverDescriptor[] CreateTable() => [Descriptor("One")];
    }

    private sealed class OtherRegistry : ReceiverRegistry
    {
        protected override ReceiverDescriptor[] CreateTable() => [Descriptor("Other")];
    }

    private static ReceiverDescriptor Descriptor(string id) => new()
    {
        Id = id, Signal = Signal.PreBackup, Assembly = "Tests", Source = "x.cs:1", Call = (_, _) => ValueTask.CompletedTask,
    };
}
