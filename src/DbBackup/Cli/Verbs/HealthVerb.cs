using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>health</c></summary>
internal sealed class HealthVerb : Verb
{
    private readonly Option<string[]> _databases = VerbOptions.Databases("A database; repeatable or comma separated. The default is all, and media.");

    public HealthVerb() : base("health", "Say whether the backups are well: young enough, drilled, of the usual size") => Options.Add(_databases);

    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token) =>
        HealthReport.Of(await run.Command<HealthCommand>().RunAsync(Read(run), token));

    internal HealthOptions Read(VerbRun run) => new() { Databases = run.Parsed.GetValue(_databases) ?? [], ServerName = run.ServerName };
}
