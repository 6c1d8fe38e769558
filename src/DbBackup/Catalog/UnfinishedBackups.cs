using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>
/// Marks beside bytes that have no manifest: from before their first one until the manifest is there, and again while a backup is deleted.
/// By its mark, what a killed run left is told from a foreign file.
/// </summary>
internal sealed class UnfinishedBackups(IBackupStorage storage)
{
    private readonly BackupRecords _records = new(storage);
    private readonly RecordObjects _marks = new(storage);

    /// <summary>Marks a name before anything is written under it. No two runs can mark the same.</summary>
    /// <exception cref="BackupException">The storage takes no mark, or there is one.</exception>
    public Task MarkAsync(UnfinishedRecord record, CancellationToken token) =>
        _marks.WriteAsync(NameOf(record.Name), record, ManifestFormat.Json.UnfinishedRecord, token);

    /// <summary>Marks a backup that is about to be deleted. A storage that takes nothing more, as a full one, must be able to give room all the same.</summary>
    public async Task TryMarkAsync(UnfinishedRecord record, CancellationToken token)
    {
        try
        {
            await MarkAsync(record, token);
        }
        catch (Exception) when (!token.IsCancellationRequested)
        {
            // Then a crash in the next moments leaves bytes for a person to remove.
        }
    }

    /// <summary>Takes a mark away. One that stays does no harm: the next run of the same database removes it.</summary>
    public async Task TryUnmarkAsync(string backup)
    {
        try
        {
            await storage.DeleteAsync(NameOf(backup), CancellationToken.None);
        }
        catch (Exception)
        {
            // What was to be done is done.
        }
    }

    /// <summary>Removes what earlier runs left: whoever calls holds the lock of the database, or of media, so that none of them lives. Nothing that stays is a reason to fail.</summary>
    /// <param name="kind">Database or media.</param>
    /// <param name="database">The database's key; <see langword="null"/> for media.</param>
    /// <param name="token">Cancels.</param>
    public async Task RemoveAsync(BackupKind kind, string? database, CancellationToken token)
    {
        try
        {
            var stored = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var entry in storage.ListAsync(token))
                stored.Add(entry.Name);
            foreach (var name in stored.Where(n => n.EndsWith(Sidecar.Unfinished, StringComparison.Ordinal)))
                await RemoveAsync(name[..^Sidecar.Unfinished.Length], stored, kind, database, token);
        }
        catch (Exception) when (!token.IsCancellationRequested)
        {
            // Nobody takes it for a backup; the next run tries again.
        }
    }

    private async Task RemoveAsync(string backup, HashSet<string> stored, BackupKind kind, string? database, CancellationToken token)
    {
        var record = await _marks.TryReadAsync(NameOf(backup), ManifestFormat.Json.UnfinishedRecord, token);
        if (record is not { FormatVersion: UnfinishedRecord.CurrentFormatVersion } || record.Name != backup || record.Kind != kind || record.Database != database)
            return;
        // Asked twice: a storage that is behind with one of its answers must not cost a backup. Where they differ, the next run asks again.
        var manifest = ManifestFormat.NameOf(backup);
        var exists = await storage.ExistsAsync(manifest, token);
        if (exists != stored.Contains(manifest))
            return;
        if (!exists)
        {
            await _records.DeleteAllAsync(backup, token);
            await storage.DeleteAsync(backup, token);
        }
        if (exists || !await storage.ExistsAsync(backup, token))
            await storage.DeleteAsync(NameOf(backup), token);
    }

    private static string NameOf(string backup) => backup + Sidecar.Unfinished;
}
