using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>keygen</c></summary>
internal sealed class KeygenVerb : Verb
{
    private readonly Option<string?> _outputPath =
        VerbOptions.Text("--output-path", "-O", "FILE", "The file for the private key (default: backup.key). An existing file is never overwritten.");

    public KeygenVerb() : base("keygen", "Make a pair of keys for encrypted backups") => Options.Add(_outputPath);

    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token) =>
        KeygenReport.Of(await run.Command<KeygenCommand>().RunAsync(Read(run), token));

    internal KeygenOptions Read(VerbRun run) => run.Parsed.GetValue(_outputPath) is { } path ? new() { Path = path } : new();
}
