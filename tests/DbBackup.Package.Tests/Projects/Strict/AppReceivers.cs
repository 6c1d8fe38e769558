using DbBackup.Signals;

namespace Strict;

[ReceiverRegistry]
internal sealed partial class AppReceivers : ReceiverRegistry
{
}
