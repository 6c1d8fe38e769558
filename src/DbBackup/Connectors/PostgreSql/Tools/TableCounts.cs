using DbBackup.Catalog;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Counts the rows of tables, one after the other.</summary>
internal static class TableCounts
{
    /// <summary>The tables that have rows of their own, by the names of a manifest.</summary>
    public static async Task<IReadOnlyList<TableRows>> OfAsync(NpgsqlConnection session, IReadOnlyList<LockableTable> tables, CancellationToken token)
    {
        var rows = new List<TableRows>();
        foreach (var table in tables.Where(table => table.HasRows))
        {
            var count = await session.ScalarAsync<long>($"SELECT count(*) FROM ONLY {table.Identity}", token).ConfigureAwait(false);
            rows.Add(new(StreamRows.NameOf(table.Schema, table.Name), count));
        }
        return [.. rows.OrderBy(table => table.Name, StringComparer.Ordinal)];
    }
}
