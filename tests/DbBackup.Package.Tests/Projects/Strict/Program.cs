using DbBackup.Cli;
using DbBackup.Signals;

[assembly: CLSCompliant(false)]

return await DbBackupApp.CreateBuilder(args).UseReceivers<Strict.AppReceivers>().Build().RunAsync().ConfigureAwait(false);
