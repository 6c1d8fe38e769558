using DbBackup.Archives;
using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>Looks whether payloads of the MySQL connectors are whole.</summary>
internal static class MySqlPayload
{
    /// <summary>A native archive: every stream whole, its last entry there, the rows those of the manifest.</summary>
    public static Task CheckNativeAsync(Stream payload, BackupManifest backup, CancellationToken token) =>
        NativeArchiveCheck.RequireAsync(payload, backup, (archive, end) => Rows(archive.Streams, end.Streams), token);

    /// <summary>A script: its last line says that it is complete, the rows that it writes are those of the manifest.</summary>
    public static async Task CheckScriptAsync(Stream payload, BackupManifest backup, CancellationToken token)
    {
        var script = new DumpScript();
        await script.CopyAsync(payload, Stream.Null, token).ConfigureAwait(false);
        if (!script.IsComplete)
            throw new DamagedBackupException($"The script in {backup.Name} ends without the word that it is complete; restore another backup.");
        if (TableRows.Difference(backup.Tables, [.. script.Rows.Select(table => new TableRows(table.Key, table.Value))]) is { } differing)
            throw new DamagedBackupException($"{backup.Name} and its manifest differ about {differing}; restore another backup.");
    }

    /// <summary>The rows of each table, in the order of the tables' names.</summary>
    public static List<TableRows> Rows(IReadOnlyList<NativeStream> streams, IReadOnlyList<NativeStreamEnd> ends) =>
    [
        .. streams.Zip(ends).GroupBy(s => s.First.Table!, s => s.Second.Rows)
            .Select(table => new TableRows(table.Key, table.Sum())).OrderBy(table => table.Name, StringComparer.Ordinal),
    ];
}
