using DbBackup.Archives;
using DbBackup.Catalog;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Compares the rows that arrived with those that were dumped.</summary>
internal sealed class RestoredRows(PgConnectionSettings settings, RestoreOptions options, NativeBackup backup, NativeManifest manifest)
{
    /// <summary>Compares the archive with the manifest beside it, and every table with the archive.</summary>
    /// <returns>The tables and rows that were restored.</returns>
    /// <exception cref="BackupException">They differ.</exception>
    public async Task<List<TableRows>> RequireAsync(IReadOnlyDictionary<string, long> loaded, NpgsqlConnection session, RestoreSelection selection, CancellationToken token)
    {
        var objects = options.ExpectedTables.FirstOrDefault(t => t.Name == StreamRows.LargeObjects)?.Rows ?? 0;
        if (TableRows.Difference(options.ExpectedTables, StreamRows.ByTable(backup, manifest, options.ExpectedTables)) is { } differing)
            throw new DamagedBackupException($"Database {settings.Database}: the backup and its manifest differ about {differing}. Nothing was changed; restore another backup.");
        var wanted = backup.Streams.Zip(manifest.Streams).Where(s => selection.Includes(s.First)).ToList();
        foreach (var table in wanted.Where(s => s.First.Table is not null).GroupBy(s => s.First, s => s.Second.Rows, SameTable.Instance))
            RequireRows(StreamRows.NameOf(table.Key.Schema!, table.Key.Table!), table.Sum(), await ArrivedAsync(table.Key, loaded, session, token).ConfigureAwait(false));
        if (objects > 0 && selection.IsAll)
            RequireRows("the large objects", objects, await session.ScalarAsync<long>("SELECT count(*) FROM pg_largeobject_metadata", token).ConfigureAwait(false));
        return StreamRows.ByTable([.. wanted.Select(s => s.First)], [.. wanted.Select(s => s.Second)], selection.IsAll ? objects : 0);
    }

    // A server that does not count what it inserts can still be asked for what is there.
    private static async Task<long> ArrivedAsync(NativeStream table, IReadOnlyDictionary<string, long> loaded, NpgsqlConnection session, CancellationToken token)
    {
        var key = RowLoader.KeyOf(table);
        return loaded.TryGetValue(key, out var rows) && rows > 0 ? rows : await session.ScalarAsync<long>($"SELECT count(*) FROM ONLY {key}", token).ConfigureAwait(false);
    }

    private void RequireRows(string table, long expected, long found)
    {
        if (found != expected)
            throw new BackupException($"Database {settings.Database}: {table} has {found} rows after the restore, the backup {expected}. Nothing was changed; take another backup.");
    }

    private sealed class SameTable : IEqualityComparer<NativeStream>
    {
        public static readonly SameTable Instance = new();

        public bool Equals(NativeStream? x, NativeStream? y) => (x?.Schema, x?.Table) == (y?.Schema, y?.Table);

        public int GetHashCode(NativeStream stream) => (stream.Schema, stream.Table).GetHashCode();
    }
}
