using System.Net.Http.Json;
using DbBackup;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace FiveUses;

/// <summary>The five classic uses of receivers, each as short as it gets.</summary>
public sealed partial class Hooks
{
    private Hooks() { }

    #region Print
    [Receiver(Signal.PreBackup)]
    public static void Started(DatabaseSettings database) => Console.WriteLine($"> backup of {database.Name} begins");

    [Receiver(Signal.PostBackup)]
    public static void Ended(DatabaseSettings database, string filename) => Console.WriteLine($"> backup of {database.Name} is {filename}");
    #endregion

    #region Mail
    [Receiver(Signal.BackupFailed, TimeoutSeconds = 60)]
    public static async Task Mail(DatabaseSettings database, Exception exception, [FromServices] MailRoute route, CancellationToken token)
    {
        using var mail = new MimeMessage([route.From], [route.To], $"Backup of {database.Name} failed", new TextPart { Text = exception.Message });
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync(route.Host, route.Port, cancellationToken: token);
        await smtp.SendAsync(mail, token);
        await smtp.DisconnectAsync(quit: true, token);
    }
    #endregion

    #region Log
    [Receiver(Signal.PostBackup, Order = 20)]
    public static void Log(PostBackupContext context, ILogger logger) =>
        BackedUp(logger, context.Database.Name, context.Backup.Tables.Count, context.Backup.StoredBytes);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Database}: {Tables} tables in {Bytes} bytes")]
    private static partial void BackedUp(ILogger logger, string database, int tables, long bytes);
    #endregion

    #region Validate
    [Receiver(Signal.PreRestore, Database = "production")]
    public static void Validate(DatabaseSettings database)
    {
        if (Environment.GetEnvironmentVariable("ALLOW_RESTORE") != database.Name)
            throw new BackupException($"{database.Name} may not be restored. Set ALLOW_RESTORE={database.Name} to allow it.");
    }
    #endregion

    #region Webhook
    [Receiver(Signal.PostBackup, Signal.PostMediaBackup, Order = 30, TimeoutSeconds = 10)]
    public static async Task Webhook(SignalContext context, string filename, [FromServices] HttpClient http, CancellationToken token)
    {
        var message = new WebhookMessage(context.Signal.ToString(), filename, context.RunId);
        using var answer = await http.PostAsJsonAsync("backups", message, HooksJson.Default.WebhookMessage, token);
        answer.EnsureSuccessStatusCode();
    }
    #endregion
}
