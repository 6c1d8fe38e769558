using System.Globalization;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Reads which columns of MySQL have histograms. They are made anew from the rows.</summary>
internal static class HistogramReader
{
    /// <summary>The statements that make them.</summary>
    public static async Task<List<MySqlStatement>> ReadAsync(MySqlConnection connection, HashSet<string> excluded, CancellationToken token)
    {
        var found = await connection.QueryAsync(
            "SELECT TABLE_NAME, COLUMN_NAME, JSON_EXTRACT(HISTOGRAM, '$.\"number-of-buckets-specified\"'), JSON_EXTRACT(HISTOGRAM, '$.\"auto-update\"') = true " +
            $"FROM information_schema.COLUMN_STATISTICS WHERE {CatalogTable.InDatabase("SCHEMA_NAME")} ORDER BY 1, 2",
            row => (Table: row.Text(0), Column: row.Text(1), Buckets: row.Text(2), IsAutomatic: row.TextOrNull(3) == "1"), token).ConfigureAwait(false);
        return
        [
            .. found.Where(h => !excluded.Contains(h.Table)).Select(h => new MySqlStatement
            {
                Kind = "HISTOGRAM", Name = $"{h.Table}.{h.Column}", Phase = MySqlPhase.State, Table = h.Table,
                Sql = string.Create(
                    CultureInfo.InvariantCulture,
                    $"ANALYZE TABLE {MySqlName.Quote(h.Table)} UPDATE HISTOGRAM ON {MySqlName.Quote(h.Column)} WITH {h.Buckets} BUCKETS{(h.IsAutomatic ? " AUTO UPDATE" : "")}"),
            }),
        ];
    }
}
