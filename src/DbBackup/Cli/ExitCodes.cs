using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Vetoed = 3;
    public const int ReceiverFailed = 4;
    public const int Locked = 5;
    public const int Cancelled = 130;

    private static readonly int[] WorstFirst = [Cancelled, Failed, WrongUsage, Locked, Vetoed, ReceiverFailed, Done];

    /// <summary>The code of one run.</summary>
    public static int Of(RunResult result) => result.Outcome switch
    {
        RunOutcome.Succeeded => result.ReceiverFailures.Count > 0 ? ReceiverFailed : Done,
        RunOutcome.Cancelled => Cancelled,
        RunOutcome.Vetoed => Vetoed,
        RunOutcome.Locked => Locked,
        _ => result.Error is ConfigurationException ? WrongUsage : Failed,
    };

    /// <summary>The code of an exception that ended everything.</summary>
    public static int Of(Exception exception) => exception switch
    {
        OperationCanceledException => Cancelled,
        ConfigurationException => WrongUsage,
        VetoedException => Vetoed,
        RunLockedException => Locked,
        _ => Failed,
    };

    /// <summary>The code that counts when several runs ended differently.</summary>
    public static int Worst(IEnumerable<int> codes) => codes.DefaultIfEmpty(Done).MinBy(c => Array.IndexOf(WorstFirst, c));
}
