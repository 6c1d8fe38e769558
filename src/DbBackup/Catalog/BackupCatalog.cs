using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>The backups of a storage, as their manifests tell.</summary>
internal sealed class BackupCatalog(IBackupStorage storage)
{
    private readonly BackupRecords _records = new(storage);
    private readonly UnfinishedBackups _unfinished = new(storage);

    /// <summary>Reads every manifest.</summary>
    public async Task<CatalogListing> ReadAsync(CancellationToken token)
    {
        var stored = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var entry in storage.ListAsync(token))
            stored[entry.Name] = entry.Length;

        var (backups, damaged) = (new List<BackupManifest>(), new List<DamagedBackupException>());
        foreach (var name in stored.Keys.Where(n => n.EndsWith(ManifestFormat.Suffix, StringComparison.Ordinal)))
        {
            try
            {
                if (await TryReadAsync(name[..^ManifestFormat.Suffix.Length], token) is not { } manifest)
                    continue;
                await RefuseIncompleteAsync(manifest, stored, token);
                backups.Add(manifest);
            }
            catch (DamagedBackupException exception)
            {
                damaged.Add(exception);
            }
        }

        backups.Sort(NewestFirst);
        return new(backups, damaged) { Objects = stored.Keys.ToHashSet(StringComparer.Ordinal) };
    }

    /// <summary>The backup of this name.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    public async Task<BackupManifest> FindAsync(string name, CancellationToken token) =>
        await TryReadAsync(name, token)
        ?? throw new BackupException(await storage.ExistsAsync(name, token)
            ? $"{name} in the {storage.Description} has no manifest ({ManifestFormat.NameOf(name)}), so it is not a finished backup; see 'list' for those that are."
            : $"There is no backup {name} in the {storage.Description}; see 'list' for those that are.");

    /// <summary>The newest backup that fits, by the manifests' times. One that was taken for safety before a restore is none: it is what that restore was to undo.</summary>
    /// <exception cref="BackupException">There is none, or a manifest cannot be read, so that nobody knows whether it is newer.</exception>
    public async Task<BackupManifest> NewestAsync(BackupKind kind, string? database, string? server, CancellationToken token)
    {
        var listing = await ReadAsync(token);
        var (safety, fitting) = (new List<BackupManifest>(), new List<BackupManifest>());
        foreach (var backup in listing.EnsureWhole().Where(b => b.Kind == kind && (database is null || b.Database == database)))
            (backup.SafetyFor is null ? fitting : safety).Add(backup);
        if (fitting.Find(b => server is null || b.Server == server) is { } newest)
            return newest;

        var subject = kind == BackupKind.Media ? "the media folder" : $"database {database}";
        throw new BackupException(fitting is [var other, ..]
            ? $"There is no backup of {subject} from server {server} in the {storage.Description}; the newest from another is {other.Name} of {other.Server}."
            : safety is [var last, ..] ? $"There is no backup of {subject} in the {storage.Description} but those that were taken for safety before a restore, the last of them {last.Name}; name it with --input-filename."
            : $"There is no backup of {subject} in the {storage.Description}; make one, or name one with --input-filename.");
    }

    /// <summary>Writes the manifest: from then on the backup exists.</summary>
    public Task CommitAsync(BackupManifest manifest, CancellationToken token) =>
        storage.WriteAsync(
            ManifestFormat.NameOf(manifest.Name),
            async (stream, cancellation) => await stream.WriteAsync(ManifestFormat.Write(manifest), cancellation),
            token);

    /// <summary>Reads back what <see cref="CommitAsync"/> wrote.</summary>
    /// <exception cref="DamagedBackupException">It is not what was written.</exception>
    /// <exception cref="BackupException">It is not there.</exception>
    public async Task RequireCommittedAsync(BackupManifest manifest, CancellationToken token)
    {
        var name = ManifestFormat.NameOf(manifest.Name);
        var stored = await ReadAllAsync(name, token);
        if (!stored.AsSpan().SequenceEqual(ManifestFormat.Write(manifest)))
            throw new DamagedBackupException($"The manifest {name} has other bytes than were written.");
    }

    /// <summary>
    /// Deletes a backup, its manifest first: a crash in between leaves bytes that nobody takes for a backup, or records of one that is not there,
    /// and the mark by which the next run removes them.
    /// </summary>
    /// <exception cref="BackupException">The storage keeps it; it is whole, or no backup any more.</exception>
    public async Task DeleteAsync(BackupManifest manifest, CancellationToken token)
    {
        await _unfinished.TryMarkAsync(UnfinishedRecord.Of(manifest), token);
        await storage.DeleteAsync(ManifestFormat.NameOf(manifest.Name), token);
        if (await storage.ExistsAsync(ManifestFormat.NameOf(manifest.Name), token))
            throw new BackupException($"The manifest of {manifest.Name} is still in the {storage.Description} after it was deleted, so its backup was left as it is: look why the storage keeps it.");
        await _records.DeleteAllAsync(manifest.Name, token);
        await storage.DeleteAsync(manifest.Name, token);
        if (!await storage.ExistsAsync(manifest.Name, token))
            await _unfinished.TryUnmarkAsync(manifest.Name);
    }

    private static int NewestFirst(BackupManifest a, BackupManifest b) =>
        (b.StartedAt, b.RunId).CompareTo((a.StartedAt, a.RunId)) is not 0 and var order ? order : string.CompareOrdinal(b.Name, a.Name);

    // A backup that was committed while the listing went on may be in it with its manifest alone.
    private async Task RefuseIncompleteAsync(BackupManifest manifest, Dictionary<string, long> stored, CancellationToken token)
    {
        if (stored.TryGetValue(manifest.Name, out var length))
        {
            if (length != manifest.StoredBytes)
                throw new DamagedBackupException(
                    $"{manifest.Name} has {length} bytes where its manifest says {manifest.StoredBytes}: it is damaged; bring back a copy, or remove both files.");
        }
        else if (!await storage.ExistsAsync(manifest.Name, token))
        {
            throw new DamagedBackupException(
                $"{manifest.Name} is gone, and only its manifest is there: bring back a copy, or remove {ManifestFormat.NameOf(manifest.Name)}.");
        }
    }

    private async Task<BackupManifest?> TryReadAsync(string name, CancellationToken token)
    {
        var manifestName = ManifestFormat.NameOf(name);
        if (!StorageName.IsValid(manifestName) || !await storage.ExistsAsync(manifestName, token))
            return null;
        // A clean-up may delete it between its being listed and its being opened: then there is no such backup any more.
        if (await SmallObject.TryReadAsync(storage, manifestName, ReadAllAsync, token) is not { } bytes)
            return null;
        var manifest = ManifestFormat.Read(bytes, manifestName);
        if (manifest.Name != name)
            throw new DamagedBackupException($"The manifest {manifestName} is that of {manifest.Name}: give both files their names back.");
        return manifest.Pinned && await _records.IsUnpinnedAsync(manifest, token) ? manifest with { Pinned = false } : manifest;
    }

    private async Task<byte[]> ReadAllAsync(string manifestName, CancellationToken token) =>
        await SmallObject.ReadAsync(storage, manifestName, ManifestFormat.MaximumBytes, token)
        ?? throw new DamagedBackupException($"The manifest {manifestName} is longer than {ManifestFormat.MaximumBytes >> 20} MiB: it is no manifest; remove it.");
}
