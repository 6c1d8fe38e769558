using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
namespace DbBackup.Receivers.Tests;
internal sealed class AppReceivers : ReceiverRegistry
{
    protected override void AddServices(IServiceCollection services)
    {
        MailReceivers.AddServices(services); WebhookReceivers.AddServices(services); LogReceivers.AddServices(services);
    }
    protected override ReceiverDescriptor[] CreateTable() =>
    [
        .. Enum.GetValues<Signal>().Select(s => new ReceiverDescriptor { Id = "Log", Signal = s, Assembly = "x", Source = "x:1", Order = 100, Call = (c, t) =>
        {
            if (s.ToString().StartsWith("Pre", StringComparison.Ordinal))
                LogReceivers.Begin(c, ReceiverServices.Optional<LogSettings>(c), ReceiverServices.Logger<LogReceivers>(c), ReceiverServices.Clock(c));
            else
                LogReceivers.End(c, ReceiverServices.Optional<LogSettings>(c), ReceiverServices.Logger<LogReceivers>(c), ReceiverServices.Clock(c));
            return default;
        }}),
        .. Enum.GetValues<Signal>().Where(s => !s.ToString().StartsWith("Pre", StringComparison.Ordinal)).SelectMany(s => (ReceiverDescriptor[])[new ReceiverDescriptor { Id = "DbBackup.Receivers.MailReceivers.Send", Signal = s, Assembly = "x", Source = "x:1", Order = 100, Call = (c, t) =>
            new(MailReceivers.Send(c, ReceiverServices.Optional<MailSettings>(c), ReceiverServices.Logger<MailReceivers>(c), ReceiverServices.Clock(c), t)) },
            new ReceiverDescriptor { Id = "DbBackup.Receivers.WebhookReceivers.Post", Signal = s, Assembly = "x", Source = "x:1", Order = 100, Call = (c, t) =>
            new(WebhookReceivers.Post(c, ReceiverServices.Optional<WebhookSettings>(c), ReceiverServices.Optional<HttpClient>(c), ReceiverServices.Required<WebhookClient>(c), ReceiverServices.Logger<WebhookReceivers>(c), ReceiverServices.Clock(c), t)) }]),
    ];
}
