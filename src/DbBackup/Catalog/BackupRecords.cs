using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>
/// What is recorded beside the manifests: verifications, drills, pins that are void. A storage never overwrites, so a record is replaced by
/// deleting the old one and writing the new one. A crash in between leaves none, and the backup counts as not yet proven.
/// </summary>
internal sealed class BackupRecords(IBackupStorage storage)
{
    private const int MaximumBytes = 1 << 20;

    /// <summary>The last record of a kind; <see langword="null"/> when there is none that can be read, or only one of an earlier backup of this name.</summary>
    public async Task<ProofRecord?> FindAsync(BackupManifest backup, ProofKind kind, CancellationToken token)
    {
        var record = await TryReadAsync(backup.Name + Sidecar.SuffixOf(kind), ManifestFormat.Json.ProofRecord, token);
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
    public async Task ReplaceAsync(ProofRecord record, CancellationToken token)
    {
        var name = record.Name + Sidecar.SuffixOf(record.Kind);
        await DeleteAsync(name, ManifestFormat.Json.ProofRecord, token);
        await WriteAsync(name, record, ManifestFormat.Json.ProofRecord, token);
    }

    /// <summary>Whether a pinned backup is no longer pinned.</summary>
    public async Task<bool> IsUnpinnedAsync(BackupManifest backup, CancellationToken token) =>
        await TryReadAsync(backup.Name + Sidecar.Unpinned, ManifestFormat.Json.UnpinRecord, token) is { } record && IsOf(backup, record.Name, record.BackupRunId);

    /// <summary>Makes a pin void.</summary>
    /// <exception cref="BackupException">The storage takes no record, or something else has its name.</exception>
    public async Task UnpinAsync(BackupManifest backup, DateTimeOffset now, string tool, CancellationToken token)
    {
        await DeleteAsync(backup.Name + Sidecar.Unpinned, ManifestFormat.Json.UnpinRecord, token);
        await WriteAsync(
            backup.Name + Sidecar.Unpinned, new(UnpinRecord.CurrentFormatVersion, backup.Name, backup.RunId, now, tool), ManifestFormat.Json.UnpinRecord, token);
    }

    /// <summary>Deletes every record of a backup, and no foreign file that has the name of one.</summary>
    public async Task DeleteAllAsync(string backup, CancellationToken token)
    {
        await DeleteAsync(backup + Sidecar.Verified, ManifestFormat.Json.ProofRecord, token);
        await DeleteAsync(backup + Sidecar.Drilled, ManifestFormat.Json.ProofRecord, token);
        await DeleteAsync(backup + Sidecar.Unpinned, ManifestFormat.Json.UnpinRecord, token);
    }

    private static bool IsOf(BackupManifest backup, string name, string runId) => backup.Name == name && backup.RunId == runId;

    private async Task DeleteAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken token) where T : class
    {
        if (await TryReadAsync(name, type, token) is not null)
            await storage.DeleteAsync(name, token);
    }

    private Task WriteAsync<T>(string name, T record, JsonTypeInfo<T> type, CancellationToken token) => storage.WriteAsync(
        name,
        async (stream, cancellation) => await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(record, type), (byte)'\n'], cancellation),
        token);

    private async Task<T?> TryReadAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken token) where T : class
    {
        if (!await storage.ExistsAsync(name, token))
            return null;
        var bytes = await SmallObject.TryReadAsync(storage, name, async (n, cancellation) => await SmallObject.ReadAsync(storage, n, MaximumBytes, cancellation) ?? [], token);
        try
        {
            return bytes is null ? null : JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
