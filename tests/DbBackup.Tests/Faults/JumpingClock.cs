namespace DbBackup.Tests.Faults;

/// <summary>A clock that jumps when it is asked for the n-th time, and goes on from there.</summary>
internal sealed class JumpingClock(int at, TimeSpan jump) : TimeProvider
{
    private int _calls;

    /// <summary>Whether it has jumped.</summary>
    public bool HasJumped => _calls >= at;

    public override DateTimeOffset GetUtcNow()
    {
        var call = Interlocked.Increment(ref _calls);
        return base.GetUtcNow() + (call >= at ? jump : TimeSpan.Zero);
    }
}
