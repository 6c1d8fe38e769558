using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>cleanup</c></summary>
internal sealed class CleanupVerb : Verb
{
    private readonly Option<string[]> _databases = VerbOptions.Databases("Only backups of this database; repeatable or comma separated.");
    private readonly Option<bool> _yes = VerbOptions.Yes();
    private readonly WaitOption _wait = new();
    private readonly Option<bool> _dryRun = VerbOptions.DryRun();

    public CleanupVerb() : base("cleanup", "Delete old backups, by the retention policy")
    {
        foreach (var option in (Option[])[_databases, _yes, _wait, _dryRun])
            Options.Add(option);
    }

    public override Task<Report> RunAsync(VerbRun run, CancellationToken token)
    {
        var options = Read(run);
        return run.ConfirmedAsync(() => run.Command<CleanupCommand>().RunAsync(options, token), result => CleanupReport.Of(result, options.DryRun, run.Terminal.Width));
    }

    internal CleanupOptions Read(VerbRun run) => new()
    {
        Databases = run.Parsed.GetValue(_databases) ?? [],
        ServerName = run.ServerName,
        Confirm = run.MustAsk(_yes, _dryRun)
            ? (backups, token) => backups.Count == 0 ? new(true) : run.Prompt.AskAsync(CleanupReport.Question(backups), token)
            : null,
        Wait = run.Parsed.GetValue(_wait),
        DryRun = run.Parsed.GetValue(_dryRun),
    };
}
