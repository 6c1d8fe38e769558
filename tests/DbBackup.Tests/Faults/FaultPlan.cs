namespace DbBackup.Tests.Faults;

/// <summary>Which call of a run goes wrong, and how. All decorators of one run count together.</summary>
/// <param name="fault">How.</param>
/// <param name="at">The number of the call, from 1.</param>
internal sealed class FaultPlan(Fault fault, int at)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private bool _isArmed;
    private int _calls;

    /// <summary>Whether the call that was to go wrong was made.</summary>
    public bool WasMet { get; private set; }

    /// <summary>Whether the run in which the fault was to be is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Runs something again and again, with a fault at its first call, its second, and so on, until it meets none.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="atLeast">Fewer calls than these are a mistake of the test.</param>
    /// <param name="run">Runs it.</param>
    public static async Task AtEveryCallAsync(Fault fault, int atLeast, Func<FaultPlan, Task> run)
    {
        var (calls, wasMet) = (0, true);
        for (; wasMet; calls++)
        {
            var faults = new FaultPlan(fault, calls + 1);
            await run(faults);
            wasMet = faults.WasMet;
        }
        Assert.True(calls > atLeast, $"Only {calls - 1} calls were made.");
    }

    /// <summary>Runs what the fault is for: only its calls are counted.</summary>
    public async Task<T> DuringAsync<T>(Func<Task<T>> run)
    {
        Arm(true);
        var result = await run();
        Arm(false);
        IsOver = true;
        return result;
    }

    /// <summary>Called at each call: throws or waits where that is the fault.</summary>
    /// <returns>What else is wrong with this call; <see langword="null"/> when nothing is.</returns>
    public async ValueTask<Fault?> NextAsync()
    {
        if (Next() is not { } wrong)
            return null;
        if (wrong is not Fault.Delays)
            return wrong;
        await Task.Delay(Delay);
        return null;
    }

    /// <summary>The same of a call that cannot wait.</summary>
    public Fault? Next()
    {
        lock (_gate)
        {
            if (!_isArmed)
                return null;
            _calls++;
            WasMet |= _calls == at;
            if (_calls != at && !(fault is Fault.FailsFromThenOn && _calls > at))
                return null;
            return fault is Fault.Fails or Fault.FailsFromThenOn ? throw Error() : fault;
        }
    }

    public static HttpRequestException Error() => new("connection lost");

    private void Arm(bool isArmed)
    {
        lock (_gate)
            _isArmed = isArmed;
    }
}
