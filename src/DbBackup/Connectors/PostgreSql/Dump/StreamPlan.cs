using System.Globalization;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>
/// Which streams a database is dumped in: a table each, large ones first. A table so large that one worker would still read it when the others
/// have nothing left is cut by its pages: in slices that are small against the table, taken in order, so that rows that lie together come
/// together again. The cuts are the pages' own, and no row is in two or in none.
/// </summary>
internal static class StreamPlan
{
    private const long SlicePages = 8192, MostSlices = 256;

    // Scans of a range of pages are as fast as they should be since this version.
    private const int FirstVersionWithRanges = 14;

    /// <summary>Plans the streams: large tables first, so that the small ones fill up the time at the end.</summary>
    public static List<PgStream> Of(SchemaDump schema, PgCopy copy, int version, int workers, bool withLargeObjects)
    {
        var streams = new List<PgStream>();
        var pages = schema.Tables.Sum(table => table.Pages);
        foreach (var table in schema.Tables.OrderByDescending(table => IsLarge(table) ? table.Pages : 0))
            AddTable(streams, table, copy, isCut: version >= FirstVersionWithRanges && IsCut(table, pages, workers));
        if (withLargeObjects)
            streams.Add(new PgStream(new NativeStream { Id = NativeFormat.StreamId(streams.Count), Format = PgCopy.Binary }, PgCopy.ToLargeObjects(), PgCopy.LargeObjects));
        return streams;
    }

    private static bool IsLarge(TableSource table) => table.Pages >= 2 * SlicePages;

    // A scan of the whole table goes through a small ring of buffers; one of a range goes through the server's cache, pushes everybody's pages
    // out of it and takes half as long again. That pays only when a table is more than twice what is left for each of the other workers.
    private static bool IsCut(TableSource table, long pages, int workers) =>
        table.Condition is null && IsLarge(table) && table.Pages * (workers - 1) > 2 * (pages - table.Pages);

    private static void AddTable(List<PgStream> streams, TableSource table, PgCopy copy, bool isCut)
    {
        var format = table.IsText ? PgCopy.Text : PgCopy.Binary;
        if (!isCut)
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
