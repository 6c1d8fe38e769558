using System.Net.Http.Json;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;
using Microsoft.Extensions.Logging;

namespace Shop;

/// <summary>The five classic uses of receivers.</summary>
internal static partial class Hooks
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

    #region Log
    [Receiver(Signal.PostBackup, Order = 20)]
    public static void Log(PostBackupContext context, ILogger logger) =>
        BackedUp(logger, context.Database.Name, context.Backup.Tables.Count, context.Backup.StoredBytes);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Database}: {Tables} tables in {Bytes} bytes")]
    private static partial void BackedUp(ILogger logger, string database, int tables, long bytes);
    #endregion

    #region Guard
    [Receiver(Signal.PreRestore, Database = "production")]
    public static void Guard(DatabaseSettings database)
    {
        if (Environment.GetEnvironmentVariable(RestoreNotAllowedException.Permission) != database.Name)
            throw new RestoreNotAllowedException(database.Name);
    }
    #endregion

    #region Webhook
    [Receiver(Signal.PostBackup, Signal.PostMediaBackup, Order = 30, TimeoutSeconds = 10)]
    public static async Task Webhook(SignalContext context, string filename, [FromServices] HttpClient http, CancellationToken token)
    {
        if (http.BaseAddress is null)
            return;
        var message = new WebhookMessage(context.Signal.ToString(), filename, context.RunId);
        using var answer = await http.PostAsJsonAsync((Uri?)null, message, ShopJson.Default.WebhookMessage, token);
        answer.EnsureSuccessStatusCode();
    }
    #endregion
}
