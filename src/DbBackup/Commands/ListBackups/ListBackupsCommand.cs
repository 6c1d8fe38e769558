using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>Lists the backups of the storage. Changes nothing and sends no signal.</summary>
public sealed class ListBackupsCommand
{
    private readonly CommandServices _services;

    internal ListBackupsCommand(CommandServices services) => _services = services;

    /// <summary>Runs it.</summary>
    /// <param name="options">Which backups.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="BackupException">The storage cannot be read.</exception>
    /// <exception cref="ConfigurationException">A database is neither configured nor in the storage.</exception>
    public async Task<ListBackupsResult> RunAsync(ListBackupsOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var listing = await new BackupCatalog(_services.Storage).ReadAsync(token);
        _services.RefuseUnknown(options.Databases, listing.Backups);
        IReadOnlyList<BackupManifest> backups =
        [
            .. listing.Backups.Where(b =>
                (options.Databases.Count == 0 || b.Database is not null && options.Databases.Contains(b.Database))
                && (options.ServerName is null || b.Server == options.ServerName)),
        ];
        return new(backups, [.. listing.Damaged.Select(d => d.Message)])
        {
            Proofs = await new BackupRecords(_services.Storage).FindAllAsync(backups, listing.Objects, token),
        };
    }
}
