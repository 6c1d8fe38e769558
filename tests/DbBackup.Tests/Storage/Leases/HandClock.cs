namespace DbBackup.Tests.Storage;

/// <summary>A clock that is moved by hand, and its timers with it.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly List<HandTimer> _timers = [];

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(callback, state, Now + dueTime, period);
        lock (_timers)
            _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves it, and rings what is due.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        Now += time;
        List<HandTimer> timers;
        lock (_timers)
            timers = [.. _timers];
        foreach (var timer in timers)
            timer.RingIfDue(Now);
        await Task.Yield();
    }

    private sealed class HandTimer(TimerCallback callback, object? state, DateTimeOffset due, TimeSpan period) : ITimer
    {
        private DateTimeOffset _due = due;
        private bool _disposed;

        public void RingIfDue(DateTimeOffset now)
        {
            if (_disposed || now < _due)
                return;
            _due = now + period;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod) => false;

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
