using Microsoft.Extensions.Logging;

namespace DbBackup.Receivers;

/// <summary>Tries something a bounded number of times in a bounded time.</summary>
/// <param name="settings">The bounds.</param>
/// <param name="other">The other side, as <c>mail server smtp.example:587</c>.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Told of each attempt that will be followed by another.</param>
internal sealed class Attempts(DeliverySettings settings, string other, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Tries until it succeeds, fails for good, or a bound is reached.</summary>
    /// <exception cref="DeliveryException">The last attempt's failure.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> attempt, CancellationToken token)
    {
        var began = clock.GetTimestamp();
        for (var number = 1; ; number++)
        {
            var left = settings.TotalTimeout - clock.GetElapsedTime(began);
            if (await TryAsync(attempt, Shorter(left, settings.Timeout), token) is not { } failure)
                return;

            var pause = Pause(number, failure);
            if (!failure.MayPass || number > settings.Retries || clock.GetElapsedTime(began) + pause >= settings.TotalTimeout)
                throw number == 1 ? failure : new DeliveryException($"{failure.Message} Gave up after {number} attempts.");
            LogReceivers.AttemptFailed(logger, number, other, failure.Message, pause.TotalSeconds);
            await Task.Delay(pause, clock, token);
        }
    }

    private async Task<DeliveryException?> TryAsync(Func<CancellationToken, Task> attempt, TimeSpan limit, CancellationToken token)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(token, timeout.Token);
        try
        {
            await attempt(both.Token);
            return null;
        }
        catch (DeliveryException e)
        {
            return e;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return new($"No answer from {other} within {limit.TotalSeconds:0.#} s. Check that it runs and can be reached, or raise Timeout.", mayPass: true);
        }
    }

    private TimeSpan Pause(int number, DeliveryException failure)
    {
        var own = Shorter(settings.RetryDelay * Math.Pow(2, number - 1), LongestPause);
        return failure.RetryAfter is { } asked && asked > own ? asked : own;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < TimeSpan.Zero ? TimeSpan.Zero : a < b ? a : b;
}
