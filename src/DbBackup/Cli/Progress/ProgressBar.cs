using DbBackup.Commands;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DbBackup.Cli;

/// <summary>A moving bar with bytes, rate and, where the total is known, the time left.</summary>
internal sealed class ProgressBar(Terminal terminal, Messages messages, TimeProvider clock) : ProgressDisplay
{
    private readonly Lock _gate = new();
    private readonly TransferMeter _meter = new(clock);
    private TaskCompletionSource? _end;
    private Task _shown = Task.CompletedTask;

    public override void Report(OperationProgress value)
    {
        _meter.Update(value);
        lock (_gate)
        {
            if (_end is null)
                Show(_end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    public override async ValueTask StopAsync()
    {
        Task shown;
        lock (_gate)
        {
            _end?.TrySetResult();
            _end = null;
            shown = _shown;
        }
        // A terminal that went away is no reason for the run to fail.
        await shown.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        messages.GoThrough(null);
    }

    private void Show(TaskCompletionSource end)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        messages.GoThrough(console);
        _shown = console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, new MeterColumn(_meter))
            .StartAsync(context =>
            {
                context.AddTask(MeterColumn.Description(_meter.Read()), maxValue: 1).IsIndeterminate = true;
                return end.Task;
            });
    }

    /// <summary>The text behind the bar. It moves the bar, too: both show the same moment.</summary>
    private sealed class MeterColumn(TransferMeter meter) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public static string Description(Transfer transfer) => Markup.Escape(SafeText.OneLine(transfer.Subject));

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var transfer = meter.Read();
            task.Description = Description(transfer);
            task.IsIndeterminate = transfer.Done is null;
            // A full task would be finished, and Spectre stops moving those.
            task.Value = Math.Min(transfer.Done ?? 0, 0.999);
            return new Text(transfer.ToString());
        }
    }
}
