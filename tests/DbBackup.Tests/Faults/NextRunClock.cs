namespace DbBackup.Tests.Faults;

/// <summary>
/// A clock that is ten minutes ahead once the run that goes wrong is over. A lease that it could not give back has expired by then; that of
/// a process that has ended would be free at once, but here the same process goes on.
/// </summary>
internal sealed class NextRunClock(FaultPlan faults) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + (faults.IsOver ? TimeSpan.FromMinutes(10) : TimeSpan.Zero);
}
