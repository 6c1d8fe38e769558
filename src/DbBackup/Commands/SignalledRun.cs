using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DbBackup.Commands;

/// <summary>
/// The frame of every run: a <c>Pre…</c> signal, the work, and exactly one terminal signal, whatever happens in between.
/// </summary>
internal sealed class SignalledRun(
    SignalDispatcher dispatcher, IServiceProvider application, ILogger logger, string subject, string id, DateTimeOffset startedAt)
{
    private readonly List<ReceiverFailure> _failuresOnTheWay = [];
    private AsyncServiceScope? _scope;

    public string Id => id;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>The application's services in a scope of this run's own: receivers may take what is scoped, as a database context is.</summary>
    public IServiceProvider Services => (_scope ??= application.CreateAsyncScope()).ServiceProvider;

    /// <summary>The receivers that the <c>Pre…</c> signal called, for the manifest.</summary>
    public IReadOnlyList<string> Receivers { get; private set; } = [];

    /// <summary>Sends a signal of something that is done, in the middle of the work. Its receivers cannot stop the run; what fails in them is told in the end.</summary>
    public async Task NotifyAsync(Signal signal, Func<SignalContext> context) => _failuresOnTheWay.AddRange(await SendLastAsync(signal, context));

    /// <summary>Sends the one signal of a run that is nothing but a look.</summary>
    /// <returns>The receivers that failed.</returns>
    public async Task<IReadOnlyList<ReceiverFailure>> TellAsync(Signal signal, Func<SignalContext> context)
    {
        try
        {
            return await SendLastAsync(signal, context);
        }
        finally
        {
            await EndScopeAsync();
        }
    }

    /// <summary>Runs it. A context is only made when somebody receives its signal.</summary>
    /// <param name="pre">The signal before the work; <see langword="null"/> when nobody can object to it.</param>
    /// <param name="work">The work. When it returned, the run has succeeded and can no longer be cancelled.</param>
    /// <param name="post">The signal of success.</param>
    /// <param name="failed">The signal of failure.</param>
    /// <param name="token">Cancels the run.</param>
    public async Task<RunEnd<T>> RunAsync<T>(
        (Signal Signal, Func<SignalContext> Context)? pre,
        Func<CancellationToken, Task<T>> work,
        (Signal Signal, Func<T, SignalContext> Context) post,
        (Signal Signal, Func<Exception, RunOutcome, SignalContext> Context) failed,
        CancellationToken token)
    {
        try
        {
            return await RunInScopeAsync(pre, work, post, failed, token);
        }
        finally
        {
            await EndScopeAsync();
        }
    }

    private async Task<RunEnd<T>> RunInScopeAsync<T>(
        (Signal Signal, Func<SignalContext> Context)? pre,
        Func<CancellationToken, Task<T>> work,
        (Signal Signal, Func<T, SignalContext> Context) post,
        (Signal Signal, Func<Exception, RunOutcome, SignalContext> Context) failed,
        CancellationToken token)
    {
        logger.LogBegun(subject, id);
        T value;
        try
        {
            await SendPreAsync(pre, token);
            value = await work(token);
        }
        catch (Exception exception)
        {
            var outcome = OutcomeOf(exception, token);
            logger.LogEnded(exception, subject, id, outcome);
            return new(id, outcome, default, exception, [.. _failuresOnTheWay, .. await SendLastAsync(failed.Signal, () => failed.Context(exception, outcome))]);
        }

        logger.LogDone(subject, id);
        return new(id, RunOutcome.Succeeded, value, null, [.. _failuresOnTheWay, .. await SendLastAsync(post.Signal, () => post.Context(value))]);
    }

    /// <summary>What an exception means for a run.</summary>
    public static RunOutcome OutcomeOf(Exception exception, CancellationToken token) => exception switch
    {
        VetoedException => RunOutcome.Vetoed,
        RunLockedException => RunOutcome.Locked,
        _ when token.IsCancellationRequested => RunOutcome.Cancelled,
        _ => RunOutcome.Failed,
    };

    private async Task SendPreAsync((Signal Signal, Func<SignalContext> Context)? pre, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        if (pre is not { } first || !dispatcher.Has(first.Signal))
            return;
        var result = await dispatcher.SendAsync(first.Context(), token);
        if (result.Failures is [var veto, ..])
            throw new VetoedException(veto.ReceiverId, veto.Exception);
        Receivers = [.. result.Outcomes.Select(o => o.ReceiverId)];
    }

    // The run has ended: a cancellation must not keep its last signal from its receivers. Their time limits bound it.
    private async Task<IReadOnlyList<ReceiverFailure>> SendLastAsync(Signal signal, Func<SignalContext> context)
    {
        try
        {
            return dispatcher.Has(signal) ? (await dispatcher.SendAsync(context(), CancellationToken.None)).Failures : [];
        }
        catch (Exception exception)
        {
            // A connector of the application's own may fail to say what the context needs; what the run achieved stays true.
            logger.LogNotSent(exception, signal, id, subject);
            return [new(signal, $"{signal}", exception)];
        }
    }

    private async Task EndScopeAsync()
    {
        try
        {
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            logger.LogNotDisposed(exception, id, subject);
        }
    }
}
