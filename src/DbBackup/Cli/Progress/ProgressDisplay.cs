using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>Shows how far a run is. What goes wrong in showing it never concerns the run.</summary>
internal abstract class ProgressDisplay : IProgress<OperationProgress>, IAsyncDisposable
{
    /// <summary>The display that suits stderr: a moving bar on a terminal, a line now and then elsewhere.</summary>
    public static ProgressDisplay For(Terminal terminal, Messages messages, TimeProvider clock) =>
        terminal.ErrorIsTerminal ? new ProgressBar(terminal, messages, clock) : new ProgressLines(messages, clock);

    public abstract void Report(OperationProgress value);

    /// <summary>Takes the display away until the next report.</summary>
    public virtual ValueTask StopAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => StopAsync();
}
