using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;

namespace Shop;

/// <summary>The shop's own receivers. It logs and calls its webhook by receivers of a library; see AppReceivers.</summary>
internal static class Hooks
{
    #region Print
    [Receiver(Signal.PreBackup)]
    public static void Started(DatabaseSettings database) => Console.WriteLine($"> backup of {database.Name} begins");

    [Receiver(Signal.PostBackup)]
    public static void Ended(DatabaseSettings database, string filename) => Console.WriteLine($"> backup of {database.Name} is {filename}");
    #endregion

    #region Notify
    [Receiver(Signal.PostBackup, Signal.PostMediaBackup, Order = 10)]
    public static Task Notify(SignalContext context, string filename, [FromServices] Outbox outbox, CancellationToken token) =>
        outbox.SendAsync(context, $"{filename} is complete.", token);

    [Receiver(Signal.BackupFailed, Signal.RestoreFailed, Signal.MediaBackupFailed, Signal.MediaRestoreFailed)]
    public static Task Alarm(SignalContext context, RunOutcome outcome, Exception exception, [FromServices] Outbox outbox, CancellationToken token) =>
        outbox.SendAsync(context, $"{outcome}: {exception.Message}", token);
    #endregion

    #region Guard
    [Receiver(Signal.PreRestore, Database = "production")]
    public static void Guard(DatabaseSettings database)
    {
        if (Environment.GetEnvironmentVariable(RestoreNotAllowedException.Permission) != database.Name)
            throw new RestoreNotAllowedException(database.Name);
    }
    #endregion
}
