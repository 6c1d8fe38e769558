return await DbBackup.Cli.DbBackupApp.CreateBuilder(args).Build().RunAsync();
