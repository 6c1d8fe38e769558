using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>drill</c></summary>
internal sealed class DrillVerb : Verb
{
    private readonly Option<string[]> _databases = VerbOptions.Databases("A database; repeatable or comma separated. The default is all, and media.");
    private readonly Option<string?> _inputFilename = VerbOptions.InputFilename();

    public DrillVerb() : base("drill", "Restore the newest backups into scratch places, which are removed again")
    {
        _inputFilename.Aliases.Add("--input");
        Options.Add(_databases);
        Options.Add(_inputFilename);
    }

    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token) =>
        DrillReport.Of(await run.Command<DrillCommand>().RunAsync(Read(run), token));

    internal DrillOptions Read(VerbRun run) => new()
    {
        Databases = run.Parsed.GetValue(_databases) ?? [],
        ServerName = run.ServerName,
        InputFilename = run.Parsed.GetValue(_inputFilename),
        Progress = run.Progress,
    };
}
