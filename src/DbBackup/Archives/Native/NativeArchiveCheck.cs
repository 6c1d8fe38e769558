using DbBackup.Catalog;

namespace DbBackup.Archives;

/// <summary>Reads a native archive to its last entry and holds it against itself, without a database.</summary>
internal static class NativeArchiveCheck
{
    /// <summary>Reads it: every stream is whole, its last entry is there, the rows are those of the manifest.</summary>
    /// <param name="payload">The archive.</param>
    /// <param name="backup">Whose it is.</param>
    /// <param name="rows">The rows of each table, by the engine's names.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="DamagedBackupException">It is not whole, or not what the manifest says.</exception>
    public static async Task RequireAsync(Stream payload, BackupManifest backup, Func<NativeBackup, NativeManifest, IReadOnlyList<TableRows>> rows, CancellationToken token)
    {
        var (archive, end) = await ReadAsync(payload, token).ConfigureAwait(false);
        if (!string.Equals(archive.Engine, backup.Engine, StringComparison.OrdinalIgnoreCase))
            throw new DamagedBackupException($"{backup.Name} holds an archive of {archive.Engine}, and its manifest says {backup.Engine}; restore another backup.");
        if (TableRows.Difference(backup.Tables, rows(archive, end)) is { } table)
            throw new DamagedBackupException($"{backup.Name} and its manifest differ about {table}; restore another backup.");
    }

    private static async Task<(NativeBackup Archive, NativeManifest End)> ReadAsync(Stream payload, CancellationToken token)
    {
        using var reader = new NativeArchiveReader(payload);
        var archive = await reader.BeginAsync(token).ConfigureAwait(false);
        await reader.ScriptAsync(NativeFormat.Drop, token).ConfigureAwait(false);
        await reader.ScriptAsync(NativeFormat.PreData, token).ConfigureAwait(false);
        var part = new byte[NativeFormat.PartBytes];
        while (await reader.PartAsync(part, token).ConfigureAwait(false) is not null)
        {
            // The reader holds each against its stream.
        }

        var (_, end) = await reader.EndAsync(token).ConfigureAwait(false);
        return (archive, end);
    }
}
