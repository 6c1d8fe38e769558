using DbBackup.Signals;

namespace DbBackup.Cli;

/// <summary><c>receivers</c></summary>
internal sealed class ReceiversVerb() : Verb("receivers", "Show the compiled table of receivers")
{
    public override Task<Report> RunAsync(VerbRun run, CancellationToken token) =>
        Task.FromResult(ReceiversReport.Of(run.Command<SignalDispatcher>().Receivers));
}
