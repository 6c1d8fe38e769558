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
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new ForgivingOutput(terminal.Error) });
        messages.GoThrough(console);
        _shown = console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, new MeterColumn(_meter))
            .StartAsync(context =>
            {
                Update(context.AddTask("-", maxValue: 1), _meter.Read());
                return end.Task;
            });
    }

    private static void Update(ProgressTask task, Transfer transfer)
    {
        task.Description = Markup.Escape(SafeText.OneLine(transfer.Subject));
        task.IsIndeterminate = transfer.Done is null;
        // A full task would be finished, and Spectre stops moving those.
        task.Value = Math.Min(transfer.Done ?? 0, 0.999);
    }

    /// <summary>The text behind the bar. It moves the bar, too: both show the same moment.</summary>
    private sealed class MeterColumn(TransferMeter meter) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var transfer = meter.Read();
            Update(task, transfer);
            return new Text(transfer.ToString());
        }
    }
}
