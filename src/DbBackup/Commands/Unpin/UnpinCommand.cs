using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>Ends the pins of backups: from then on the retention policy covers them. Sends no signal.</summary>
public sealed class UnpinCommand
{
    private readonly CommandServices _services;

    internal UnpinCommand(CommandServices services) => _services = services;

    /// <summary>Runs it. A backup that is not pinned stays as it is.</summary>
    /// <param name="options">Which backups.</param>
    /// <param name="token">Cancels; what is unpinned until then stays so.</param>
    /// <exception cref="ConfigurationException">No backup is named.</exception>
    /// <exception cref="BackupException">A backup is not there, and nothing was changed; or the storage takes no record.</exception>
    public async Task<UnpinResult> RunAsync(UnpinOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Names.Count == 0)
            throw new ConfigurationException("No backup is named: give the names of those to unpin; 'list' shows them.");
        var catalog = new BackupCatalog(_services.Storage);
        var backups = new List<BackupManifest>();
        foreach (var name in options.Names.Distinct(StringComparer.Ordinal))
            backups.Add(await catalog.FindAsync(name, token));

        var pinned = backups.FindAll(b => b.Pinned);
        foreach (var backup in pinned)
            await new BackupRecords(_services.Storage).UnpinAsync(backup, _services.Clock.GetUtcNow(), ToolVersion.Text, token);
        return new([.. pinned.Select(b => b with { Pinned = false })], [.. backups.Where(b => !b.Pinned)]);
    }
}
