using System.Globalization;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>
/// Which streams a database is dumped in. A large table is cut by its pages, so that all workers read it: in slices that are small against the
/// table, taken in order, so that rows that lie together come together again. The cuts are the pages' own, and no row is in two or in none.
/// </summary>
internal static class StreamPlan
{
    private const long SlicePages = 8192, MostSlices = 256;

    // Scans of a range of pages are as fast as they should be since this version.
    private const int FirstVersionWithRanges = 14;

    /// <summary>Plans the streams: large tables first, so that the small ones fill up the time at the end.</summary>
    public static List<PgStream> Of(SchemaDump schema, PgCopy copy, int version, bool withLargeObjects)
    {
        var streams = new List<PgStream>();
        var (large, small) = (schema.Tables.Where(t => IsLarge(t, version)), schema.Tables.Where(t => !IsLarge(t, version)));
        foreach (var table in large.Concat(small))
            AddTable(streams, table, copy, version);
        if (withLargeObjects)
            streams.Add(new PgStream(new NativeStream { Id = NativeFormat.StreamId(streams.Count), Format = PgCopy.Binary }, PgCopy.ToLargeObjects(), PgCopy.LargeObjects));
        return streams;
    }

    private static bool IsLarge(TableSource table, int version) => version >= FirstVersionWithRanges && table.Condition is null && table.Pages >= 2 * SlicePages;

    private static void AddTable(List<PgStream> streams, TableSource table, PgCopy copy, int version)
    {
        var format = table.IsText ? PgCopy.Text : PgCopy.Binary;
        if (!IsLarge(table, version))
        {
            Add(null, copy.To(table, format));
            return;
        }
        var pages = Math.Max(SlicePages, (table.Pages + MostSlices - 1) / MostSlices);
        for (var from = 0L; from < table.Pages; from += pages)
        {
            long? to = from + pages < table.Pages ? from + pages : null;
            Add(string.Create(CultureInfo.InvariantCulture, $"pages {from} to {(to is null ? "the end" : to - 1)}"), copy.ToSlice(table, format, from, to));
        }

        void Add(string? slice, string sql) => streams.Add(new PgStream(
            new NativeStream
            {
                Id = NativeFormat.StreamId(streams.Count), Schema = table.Schema, Table = table.Name, Columns = table.Columns, Format = format, Slice = slice,
            },
            sql, $"table {table.Identity}"));
    }
}
