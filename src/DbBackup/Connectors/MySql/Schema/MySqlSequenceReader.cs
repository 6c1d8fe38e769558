using System.Globalization;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Reads sequences of MariaDB and where they stand.</summary>
internal static class MySqlSequenceReader
{
    /// <summary>Their statements.</summary>
    public static async Task<List<MySqlStatement>> ReadAsync(MySqlConnection connection, IEnumerable<CatalogTable> sequences, CancellationToken token)
    {
        var statements = new List<MySqlStatement>();
        foreach (var name in sequences.Select(s => s.Name))
        {
            var quoted = MySqlName.Quote(name);
            var sql = (await connection.QueryAsync($"SHOW CREATE SEQUENCE {quoted}", row => row.Text(1), token).ConfigureAwait(false))[0];
            var (next, cycles) = (await connection.QueryAsync(
                $"SELECT next_not_cached_value, cycle_count FROM {quoted}", row => (row.Text(0), row.GetInt64(1)), token).ConfigureAwait(false))[0];
            statements.Add(new() { Kind = "SEQUENCE", Name = name, Phase = MySqlPhase.PreData, Sql = sql });
            statements.Add(new()
            {
                Kind = "SEQUENCE STATE", Name = name, Phase = MySqlPhase.State, Sql = string.Create(CultureInfo.InvariantCulture, $"DO SETVAL({quoted}, {next}, 0, {cycles})"),
            });
        }
        return statements;
    }
}
