using DbBackup.Signals;

namespace DbBackup.Receivers.Tests;

/// <summary>The table of the application of these tests. Including is all that it does.</summary>
[ReceiverRegistry]
[IncludeReceivers<MailReceivers>]
[IncludeReceivers<WebhookReceivers>]
[IncludeReceivers<LogReceivers>]
internal sealed partial class AppReceivers : ReceiverRegistry;
