using Acme.Backups;
using DbBackup.Cli;
using DbBackup.Signals;

return await DbBackupApp.CreateBuilder(args).UseReceivers<AppReceivers>().Build().RunAsync();

[ReceiverRegistry]
[IncludeReceivers<Journal>]
internal sealed partial class AppReceivers : ReceiverRegistry;

#if WRONG
internal static class Hooks
{
    [Receiver(Signal.PreBackup)]
    public static void Wrong(string filename) => Console.WriteLine(filename);
}
#endif
