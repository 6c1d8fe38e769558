using DbBackup.Signals;

namespace Shop;

/// <summary>The table of the shop's receivers. The generator writes it.</summary>
[ReceiverRegistry]
internal sealed partial class AppReceivers : ReceiverRegistry;
