using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace DbBackup.Receivers;

/// <summary>
/// Posts a JSON message when a run has ended as <c>Receivers:Webhook:On</c> says. Without the section <c>Receivers:Webhook</c> it does
/// nothing. Include it by <c>[IncludeReceivers&lt;WebhookReceivers&gt;]</c>; docs/receivers-library.md has its keys and the message.
/// </summary>
public sealed class WebhookReceivers : IReceiverLibrary
{
    private WebhookReceivers() { }

    /// <inheritdoc/>
    public static void AddServices(IServiceCollection services)
    {
        services.AddReceiverSection("Webhook", ReceiversJson.Default.WebhookSettings, WebhookRules.Check);
        services.TryAddSingleton<WebhookClient>();
    }

    [Receiver(
        Signal.PostBackup, Signal.PostRestore, Signal.PostMediaBackup, Signal.PostMediaRestore,
        Signal.BackupFailed, Signal.RestoreFailed, Signal.MediaBackupFailed, Signal.MediaRestoreFailed, Signal.PostCleanup,
        Signal.DrillSucceeded, Signal.DrillFailed, Signal.HealthChecked, Order = 100)]
    internal static async Task Post(
        SignalContext context, [FromServices] WebhookSettings? settings, [FromServices] HttpClient? http, [FromServices] WebhookClient own,
        ILogger<WebhookReceivers> logger, TimeProvider clock, CancellationToken token)
    {
        if (settings is null)
            return;
        var report = RunReport.Of(context, clock);
        if (report.Occasion is { } occasion && settings.On.Contains(occasion))
            await new WebhookDelivery(settings, report).PostAsync(http, own, clock, logger, token);
    }
}
