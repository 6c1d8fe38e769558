using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>check</c></summary>
internal sealed class CheckVerb() : Verb("check", "Check configuration, connections, rights and storage")
{
    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token) =>
        CheckReport.Of(await run.Command<CheckCommand>().RunAsync(new CheckOptions(), token));
}
