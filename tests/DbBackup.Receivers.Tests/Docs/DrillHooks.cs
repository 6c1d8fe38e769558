using DbBackup.Configuration;
using DbBackup.Signals;

namespace DbBackup.Receivers.Tests.Docs;

/// <summary>The receiver of docs/verification.md.</summary>
internal static class DrillHooks
{
    #region Drill
    [Receiver(Signal.DrillFailed)]
    public static void Page(DatabaseSettings? database, string? filename, Exception exception) =>
        Console.Error.WriteLine($"The backup {filename} of {database?.Name ?? "media"} cannot be restored: {exception.Message}");
    #endregion
}
