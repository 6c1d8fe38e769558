using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DbBackup.Signals;

/// <summary>
/// Calls receivers; the only place that does. It orders and times them, bounds their time, logs, and applies the error rules:
/// the first failure of a <c>Pre…</c> signal stops the rest and vetoes; of any other signal all receivers run and failures are returned.
/// </summary>
public sealed partial class SignalDispatcher : IDisposable
{
    private readonly Lock _connecting = new();
    private readonly ReceiverDescriptor[][] _rows = [.. Enumerable.Repeat<ReceiverDescriptor[]>([], SignalRules.RowCount)];
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
        _logger = logger ?? NullLogger<SignalDispatcher>.Instance;
        foreach (var receiver in registries.SelectMany(registry => registry.Receivers))
            if (!Row(receiver.Signal).Any(r => r.Id == receiver.Id))
                Insert(receiver);
    }

    /// <summary>Every receiver, signal by signal, in the order of the calls.</summary>
    public IReadOnlyList<ReceiverDescriptor> Receivers => [.. _rows.SelectMany(row => row)];

    /// <summary>Whether anybody receives <paramref name="signal"/>.</summary>
    public bool Has(Signal signal) => Row(signal).Length > 0;

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
    /// <exception cref="OperationCanceledException">The token was cancelled and a receiver of a <c>Pre…</c> signal gave up.</exception>
    public ValueTask<SignalResult> SendAsync(SignalContext context, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var row = Row(context.Signal);
        return row.Length == 0 ? default : CallRowAsync(row, context, token);
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SignalResult> CallRowAsync(ReceiverDescriptor[] row, SignalContext context, CancellationToken token)
    {
        var result = new SignalResult(context.Signal, row);
        var vetoes = context.Signal.IsPre();
        var database = context.DatabaseKey;
        var started = Environment.TickCount64;
        for (var index = 0; index < row.Length; index++)
        {
            var receiver = row[index];
            if (receiver.Database is { } only && !string.Equals(only, database, StringComparison.Ordinal))
                continue;
            if (vetoes)
                token.ThrowIfCancellationRequested();

            var exception = await CallAsync(receiver, context, token).ConfigureAwait(false);

            var ended = Environment.TickCount64;
            result.Add(index, ended - started, exception);
            started = ended;
            Log(receiver, result.Last);
            if (exception is null || !vetoes)
                continue;
            if (exception is OperationCanceledException)
                token.ThrowIfCancellationRequested();
            break;
        }

        return result;
    }

    private ValueTask<Exception?> CallAsync(ReceiverDescriptor receiver, SignalContext context, CancellationToken token)
    {
        var timeout = receiver.Timeout ?? _defaultTimeout;
        return timeout == TimeSpan.Zero ? CallInlineAsync(receiver, context, token) : _calls.RunAsync(receiver, context, timeout, token);
    }

    private static ValueTask<Exception?> CallInlineAsync(ReceiverDescriptor receiver, SignalContext context, CancellationToken token)
    {
        try
        {
            var call = receiver.Call(context, token).AsTask();
            return call.IsCompletedSuccessfully ? default : EndOf(call);
        }
        catch (Exception exception)
        {
            return new(exception);
        }

        static async ValueTask<Exception?> EndOf(Task call)
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
    }

    private ReceiverDescriptor[] Row(Signal signal) =>
        signal.IsDefined() ? _rows[(int)signal] : throw new ArgumentOutOfRangeException(nameof(signal), signal, "There is no such signal.");

    // Rows are replaced, never changed: a dispatch that is under way keeps the row that it began with.
    private void Insert(ReceiverDescriptor receiver)
    {
        lock (_connecting)
            _rows[(int)receiver.Signal] = [.. Row(receiver.Signal).Append(receiver).OrderBy(r => r.Order)];
    }

    private void Remove(ReceiverDescriptor receiver)
    {
        lock (_connecting)
            _rows[(int)receiver.Signal] = [.. Row(receiver.Signal).Where(r => r != receiver)];
    }

    private void Log(ReceiverDescriptor receiver, ReceiverOutcome outcome)
    {
        if (outcome.Exception is null)
            LogCalled(receiver.Id, receiver.Signal, outcome.Duration.TotalMilliseconds);
        else
            LogFailed(outcome.Exception, receiver.Id, receiver.Signal, outcome.Duration.TotalMilliseconds);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "Receiver {ReceiverId} handled {Signal} in {Milliseconds} ms.")]
    private partial void LogCalled(string receiverId, Signal signal, double milliseconds);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Receiver {ReceiverId} failed on {Signal} after {Milliseconds} ms.")]
    private partial void LogFailed(Exception exception, string receiverId, Signal signal, double milliseconds);

    private sealed class Connection(SignalDispatcher dispatcher, ReceiverDescriptor receiver) : IDisposable
    {
        public void Dispose() => dispatcher.Remove(receiver);
    }
}
