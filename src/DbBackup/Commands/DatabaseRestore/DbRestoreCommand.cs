namespace DbBackup.Commands;

/// <summary>Restores one database.</summary>
public sealed class DbRestoreCommand
{
    private readonly CommandServices _services;

    internal DbRestoreCommand(CommandServices services) => _services = services;

    /// <summary>Runs it.</summary>
    public Task<DbRestoreResult> RunAsync(DbRestoreOptions options, CancellationToken token = default) => throw new InvalidOperationException(_services.Settings.ServerName);
}
