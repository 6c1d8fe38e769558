using Acme.Backups;
using DbBackup.Cli;
using DbBackup.Configuration;
using DbBackup.Signals;

#region Application
return await DbBackupApp.CreateBuilder(args).UseReceivers<AppReceivers>().Build().RunAsync();

[ReceiverRegistry]
[IncludeReceivers<Journal>(Except = ["acme.print"])]
internal sealed partial class AppReceivers : ReceiverRegistry;
#endregion

internal static class Hooks
{
    [Receiver(Signal.PreBackup)]
    public static void Started(DatabaseSettings database) => Console.WriteLine($"> {database.Name}");

#if WRONG
    [Receiver(Signal.PreBackup)]
    public static void Wrong(string filename) => Console.WriteLine(filename);
#endif
}
