namespace DbBackup.Commands;

/// <summary>Backs up one, several or all databases.</summary>
public sealed class DbBackupCommand
{
    private readonly CommandServices _services;

    internal DbBackupCommand(CommandServices services) => _services = services;

    /// <summary>Runs it.</summary>
    public Task<DbBackupResult> RunAsync(DbBackupOptions options, CancellationToken token = default) => throw new InvalidOperationException(_services.Settings.ServerName);
}
