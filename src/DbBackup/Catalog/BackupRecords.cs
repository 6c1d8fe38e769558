using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>
/// What is recorded beside the manifests: verifications, drills, pins that are void. A backup whose record was lost while it was replaced
/// counts as not yet proven.
/// </summary>
internal sealed class BackupRecords(IBackupStorage storage)
{
    private readonly RecordObjects _objects = new(storage);

    /// <summary>The last record of a kind; <see langword="null"/> when there is none that can be read, or only one of an earlier backup of this name.</summary>
    public async Task<ProofRecord?> FindAsync(BackupManifest backup, ProofKind kind, CancellationToken token)
    {
        var record = await _objects.TryReadAsync(backup.Name + Sidecar.SuffixOf(kind), ManifestFormat.Json.ProofRecord, token);
        return record is { FormatVersion: ProofRecord.CurrentFormatVersion } && record.Kind == kind && IsOf(backup, record.Name, record.BackupRunId) ? record : null;
    }

    /// <summary>The last records of each kind of several backups.</summary>
    /// <param name="backups">The backups.</param>
    /// <param name="objects">The names of everything in the storage: it is not asked for what is not there.</param>
    /// <param name="token">Cancels.</param>
    public async Task<IReadOnlyList<ProofRecord>> FindAllAsync(IEnumerable<BackupManifest> backups, IReadOnlySet<string> objects, CancellationToken token)
    {
        var found = new List<ProofRecord>();
        foreach (var backup in backups)
            foreach (var kind in Enum.GetValues<ProofKind>())
                if (objects.Contains(backup.Name + Sidecar.SuffixOf(kind)) && await FindAsync(backup, kind, token) is { } record)
                    found.Add(record);
        return found;
    }

    /// <summary>Puts a record in the place of the last one.</summary>
    /// <exception cref="BackupException">The storage takes none, or something else has that name.</exception>
    public Task ReplaceAsync(ProofRecord record, CancellationToken token) =>
        _objects.ReplaceAsync(record.Name + Sidecar.SuffixOf(record.Kind), record, ManifestFormat.Json.ProofRecord, token);

    /// <summary>Whether a pinned backup is no longer pinned.</summary>
    public async Task<bool> IsUnpinnedAsync(BackupManifest backup, CancellationToken token) =>
        await _objects.TryReadAsync(backup.Name + Sidecar.Unpinned, ManifestFormat.Json.UnpinRecord, token) is { } record && IsOf(backup, record.Name, record.BackupRunId);

    /// <summary>Makes a pin void.</summary>
    /// <exception cref="BackupException">The storage takes no record, or something else has its name.</exception>
    public Task UnpinAsync(BackupManifest backup, DateTimeOffset now, string tool, CancellationToken token) => _objects.ReplaceAsync(
        backup.Name + Sidecar.Unpinned, new(UnpinRecord.CurrentFormatVersion, backup.Name, backup.RunId, now, tool), ManifestFormat.Json.UnpinRecord, token);

    /// <summary>Deletes every record of a backup, and no foreign file that has the name of one.</summary>
    public async Task DeleteAllAsync(string backup, CancellationToken token)
    {
        await _objects.DeleteAsync(backup + Sidecar.Verified, ManifestFormat.Json.ProofRecord, token);
        await _objects.DeleteAsync(backup + Sidecar.Drilled, ManifestFormat.Json.ProofRecord, token);
        await _objects.DeleteAsync(backup + Sidecar.Unpinned, ManifestFormat.Json.UnpinRecord, token);
    }

    private static bool IsOf(BackupManifest backup, string name, string runId) => backup.Name == name && backup.RunId == runId;
}
