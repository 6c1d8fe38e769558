using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DbBackup.Receivers;

/// <summary>
/// Sends a mail when a run has ended as <c>Receivers:Mail:On</c> says. Without the section <c>Receivers:Mail</c> it does nothing.
/// Include it by <c>[IncludeReceivers&lt;MailReceivers&gt;]</c>; docs/receivers-library.md has its keys.
/// </summary>
public sealed class MailReceivers : IReceiverLibrary
{
    private MailReceivers() { }

    /// <inheritdoc/>
    public static void AddServices(IServiceCollection services) =>
        services.AddReceiverSection("Mail", ReceiversJson.Default.MailSettings, MailRules.Check);

    [Receiver(
        Signal.PostBackup, Signal.PostRestore, Signal.PostMediaBackup, Signal.PostMediaRestore,
        Signal.BackupFailed, Signal.RestoreFailed, Signal.MediaBackupFailed, Signal.MediaRestoreFailed, Signal.PostCleanup,
        Signal.DrillSucceeded, Signal.DrillFailed, Signal.HealthChecked, Order = 100)]
    internal static async Task Send(
        SignalContext context, [FromServices] MailSettings? settings, ILogger<MailReceivers> logger, TimeProvider clock, CancellationToken token)
    {
        if (settings is null)
            return;
        var report = RunReport.Of(context, clock);
        if (report.Occasion is { } occasion && settings.On.Contains(occasion))
            await new MailDelivery(settings, MailMessages.Of(settings, report)).SendAsync(clock, logger, token);
    }
}
