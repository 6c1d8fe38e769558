using DbBackup.Signals;

[assembly: CLSCompliant(false)]

namespace Strict;

/// <summary>The receivers of this library, for whoever runs the commands in it; an application can include them as well.</summary>
[ReceiverRegistry]
public sealed partial class AppReceivers : ReceiverRegistry
{
}
