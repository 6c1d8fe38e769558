using DbBackup.Receivers;
using DbBackup.Signals;

namespace Shop;

/// <summary>The table of the shop's receivers and of those that it includes. The generator writes it.</summary>
#region Include
[ReceiverRegistry]
[IncludeReceivers<LogReceivers>]
[IncludeReceivers<WebhookReceivers>]
[IncludeReceivers<MailReceivers>]
internal sealed partial class AppReceivers : ReceiverRegistry;
#endregion
