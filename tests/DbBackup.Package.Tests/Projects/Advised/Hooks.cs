using DbBackup.Signals;

namespace Advised;

/// <summary>Nobody makes one of these.</summary>
internal sealed class Hooks
{
    [Receiver(Signal.PostBackup)]
    internal static async Task Notify(string filename, string serverName, CancellationToken token) =>
        await Console.Out.WriteLineAsync(filename.AsMemory(), token);
}

/// <summary>Nor of these.</summary>
[ReceiverRegistry]
internal sealed partial class AppReceivers : ReceiverRegistry;
