using DbBackup.Archives;
using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>The rows of tables, put together from their streams.</summary>
internal static class StreamRows
{
    /// <summary>The name under which large objects are counted: the catalog that lists them.</summary>
    public const string LargeObjects = "pg_catalog.pg_largeobject_metadata";

    /// <summary>The rows of each table, in the order of the tables' names.</summary>
    public static List<TableRows> ByTable(IReadOnlyList<NativeStream> streams, IReadOnlyList<NativeStreamEnd> ends, long largeObjects)
    {
        var rows = streams.Zip(ends).Where(s => s.First.Table is not null)
            .GroupBy(s => (s.First.Schema, s.First.Table), s => s.Second.Rows)
            .Select(table => new TableRows(NameOf(table.Key.Schema!, table.Key.Table!), table.Sum()))
            .OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        if (largeObjects > 0)
            rows.Add(new(LargeObjects, largeObjects));
        return rows;
    }

    /// <summary>The same of an archive, which does not count large objects: those are the word of the manifest beside it alone.</summary>
    public static List<TableRows> ByTable(NativeBackup archive, NativeManifest end, IReadOnlyList<TableRows> expected) =>
        ByTable(archive.Streams, end.Streams, expected.FirstOrDefault(t => t.Name == LargeObjects)?.Rows ?? 0);

    /// <summary>A table in a manifest: in quotes only where it could be misread, so that no two tables have one name.</summary>
    public static string NameOf(string schema, string table) => $"{Part(schema)}.{Part(table)}";

    private static string Part(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '$' or ' ') ? name : PgName.Quote(name);
}
