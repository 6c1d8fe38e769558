namespace DbBackup.Signals;

/// <summary>What the dispatcher knows of signals.</summary>
internal static class SignalRules
{
    /// <summary>One row a signal, and unused rows where there is none.</summary>
    public const int RowCount = (int)Signal.HealthChecked + 1;

    public static bool IsDefined(this Signal signal) => signal is (>= Signal.PreBackup and <= Signal.PostCleanup) or (>= Signal.DrillSucceeded and <= Signal.HealthChecked);

    /// <summary>Whether a failing receiver vetoes.</summary>
    public static bool IsPre(this Signal signal) =>
        signal is Signal.PreBackup or Signal.PreRestore or Signal.PreMediaBackup or Signal.PreMediaRestore or Signal.PreCleanup;
}
