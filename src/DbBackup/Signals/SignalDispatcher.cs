using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DbBackup.Signals;

/// <summary>
/// Calls receivers; the only place that does. It orders and times them, bounds their time, logs, and applies the error rules:
/// the first failure of a <c>Pre…</c> signal stops the rest and vetoes; of any other signal all receivers run and failures are returned.
/// </summary>
public sealed class SignalDispatcher : IDisposable
{
    private readonly Lock _connecting = new();
    private readonly ReceiverRow[] _rows = [.. Enumerable.Repeat(ReceiverRow.Empty, SignalRules.RowCount)];
    private readonly BoundedCallPool _calls = new();
    private readonly TimeSpan _defaultTimeout;
    private readonly ILogger _logger;

    /// <summary>Creates a dispatcher of compiled tables.</summary>
    /// <param name="registries">The tables. A receiver that is in several is called once.</param>
    /// <param name="defaultTimeout">How long a receiver may take, unless it says otherwise; zero is no limit.</param>
    /// <param name="logger">Where calls and failures are logged.</param>
    public SignalDispatcher(IEnumerable<ReceiverRegistry> registries, TimeSpan defaultTimeout, ILogger<SignalDispatcher>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(registries);
        ArgumentOutOfRangeException.ThrowIfLessThan(defaultTimeout, TimeSpan.Zero);
        _defaultTimeout = defaultTimeout;
        _logger = logger is null ? NullLogger.Instance : new TolerantLogger(logger);
        foreach (var receiver in registries.SelectMany(registry => registry.Receivers))
            if (!Row(receiver.Signal).Receivers.Any(r => r.Id == receiver.Id))
                Insert(receiver);
    }

    /// <summary>Every receiver, signal by signal, in the order of the calls.</summary>
    public IReadOnlyList<ReceiverDescriptor> Receivers => [.. _rows.SelectMany(row => row.Receivers)];

    /// <summary>Whether anybody receives <paramref name="signal"/>.</summary>
    public bool Has(Signal signal) => Row(signal).Receivers.Length > 0;

    /// <summary>Adds a receiver while the application runs: for tests and plugins.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="receiver">The call.</param>
    /// <param name="id">A name for logs and results.</param>
    /// <param name="order">Lower is called earlier; of equal order, compiled receivers come first.</param>
    /// <returns>Disconnects the receiver when disposed.</returns>
    public IDisposable Connect(Signal signal, ReceiverCall receiver, string? id = null, int order = 0)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var descriptor = new ReceiverDescriptor
        {
            Id = id ?? $"{receiver.Method.DeclaringType?.FullName}.{receiver.Method.Name}",
            Signal = signal,
            Assembly = "",
            Source = "Connect",
            Order = order,
            Call = receiver,
        };
        Insert(descriptor);
        return new Connection(this, descriptor);
    }

    /// <summary>
    /// Calls every receiver of the context's signal, one after the other. Synchronous receivers cost no allocation. A receiver with a
    /// time limit runs on a thread-pool thread so that it can be left behind; one without runs on the caller's.
    /// </summary>
    /// <param name="context">The signal's arguments.</param>
    /// <param name="token">Cancels the receivers.</param>
    /// <returns>What every receiver that was called did. Receivers' exceptions are in the result, never thrown.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled while a <c>Pre…</c> signal was sent.</exception>
    public ValueTask<SignalResult> SendAsync(SignalContext context, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var row = Row(context.Signal);
        if (row.Receivers.Length == 0)
            return new(row.Uneventful);
        return row.IsPlain && !_logger.IsEnabled(LogLevel.Debug) ? CallPlainRow(row, context, token) : CallRowAsync(row, 0, null, context, token);
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    // As long as nothing happens but calls that return at once. The first that throws, waits, or takes a tick of the clock hands over.
    private ValueTask<SignalResult> CallPlainRow(ReceiverRow row, SignalContext context, CancellationToken token)
    {
        var receivers = row.Receivers;
        var started = Environment.TickCount64;
        var index = 0;
        try
        {
            for (; index < receivers.Length; index++)
            {
                var call = receivers[index].Call(context, token);
                if (call != default || token.IsCancellationRequested || Environment.TickCount64 != started)
                    return CallRowAsync(row, index, call.AsTask(), context, token);
            }
        }
        catch (Exception exception)
        {
            return CallRowAsync(row, index, Task.FromException(exception), context, token);
        }

        return new(row.Uneventful);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SignalResult> CallRowAsync(ReceiverRow row, int index, Task? underWay, SignalContext context, CancellationToken token)
    {
        int[]? milliseconds = null;
        Exception?[]? exceptions = null;
        var vetoes = context.Signal.IsPre();
        var started = Environment.TickCount64;
        for (; index < row.Receivers.Length; index++)
        {
            var receiver = row.Receivers[index];
            if (exceptions is not null && vetoes || !IsMeant(receiver, context))
            {
                (milliseconds ??= new int[row.Receivers.Length])[index] = SignalResult.NotCalled;
                continue;
            }

            var exception = underWay is not null ? await EndOf(underWay).ConfigureAwait(false)
                : row.Limits[index] == TimeSpan.Zero ? await EndOf(Call(receiver, context, token)).ConfigureAwait(false)
                : await _calls.RunAsync(receiver, context, row.Limits[index], token).ConfigureAwait(false);
            underWay = null;

            var elapsed = Environment.TickCount64 - started;
            started += elapsed;
            if (elapsed > 0)
                (milliseconds ??= new int[row.Receivers.Length])[index] = (int)Math.Min(elapsed, int.MaxValue);
            if (exception is not null)
                (exceptions ??= new Exception?[row.Receivers.Length])[index] = exception;
            Log(receiver, elapsed, exception);
            if (vetoes)
                token.ThrowIfCancellationRequested();
        }

        return milliseconds is null && exceptions is null ? row.Uneventful : new(row, milliseconds, exceptions);
    }

    private static bool IsMeant(ReceiverDescriptor receiver, SignalContext context) =>
        receiver.Database is null || string.Equals(receiver.Database, context.DatabaseKey, StringComparison.Ordinal);

    private static Task Call(ReceiverDescriptor receiver, SignalContext context, CancellationToken token)
    {
        try
        {
            return receiver.Call(context, token).AsTask();
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Exception?> EndOf(Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private ReceiverRow Row(Signal signal) =>
        signal.IsDefined() ? _rows[(int)signal] : throw new ArgumentOutOfRangeException(nameof(signal), signal, "There is no such signal.");

    // Rows are replaced, never changed: a dispatch that is under way keeps the row that it began with.
    private void Insert(ReceiverDescriptor receiver)
    {
        lock (_connecting)
            _rows[(int)receiver.Signal] = new(Row(receiver.Signal).Receivers.Append(receiver), _defaultTimeout);
    }

    private void Remove(ReceiverDescriptor receiver)
    {
        lock (_connecting)
            _rows[(int)receiver.Signal] = new(Row(receiver.Signal).Receivers.Where(r => r != receiver), _defaultTimeout);
    }

    private void Log(ReceiverDescriptor receiver, long milliseconds, Exception? exception)
    {
        if (exception is null)
            _logger.LogCalled(receiver.Id, receiver.Signal, milliseconds);
        else
            _logger.LogFailed(exception, receiver.Id, receiver.Signal, milliseconds);
    }

    private sealed class Connection(SignalDispatcher dispatcher, ReceiverDescriptor receiver) : IDisposable
    {
        public void Dispose() => dispatcher.Remove(receiver);
    }
}
