using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Where the binary log stands, for who would go on from a backup with it.</summary>
internal static class BinaryLog
{
    /// <summary>Asks for it.</summary>
    /// <param name="leader">A session that may have stopped the writers.</param>
    /// <param name="version">The server.</param>
    /// <param name="snapshot">A session inside the snapshot.</param>
    /// <param name="stands">Whether the writers are stopped.</param>
    /// <param name="token">Ends it.</param>
    public static async Task<Dictionary<string, string>> PositionAsync(MySqlConnection leader, MySqlServerVersion version, MySqlConnection snapshot, bool stands, CancellationToken token)
    {
        try
        {
            if (version.IsMariaDb)
                return await OfMariaDbAsync(leader, snapshot, stands, token).ConfigureAwait(false);
            return stands ? await StatusAsync(leader, version.Number >= new Version(8, 4) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS", token).ConfigureAwait(false) : [];
        }
        catch (MySqlException e) when (e.Number is 1227 or 1044 or 1142)
        {
            return [];
        }
    }

    // The snapshot knows its place, and the place its GTID.
    private static async Task<Dictionary<string, string>> OfMariaDbAsync(MySqlConnection leader, MySqlConnection snapshot, bool stands, CancellationToken token)
    {
        var known = (await snapshot.QueryAsync("SHOW STATUS LIKE 'binlog_snapshot_%'", row => (Name: row.Text(0).ToLowerInvariant(), Value: row.Text(1)), token).ConfigureAwait(false))
            .ToDictionary(s => s.Name, s => s.Value);
        if (known.GetValueOrDefault("binlog_snapshot_file") is not { Length: > 0 } file || known.GetValueOrDefault("binlog_snapshot_position") is not { Length: > 0 } position)
            return stands ? await StatusAsync(leader, "SHOW MASTER STATUS", token).ConfigureAwait(false) : [];
        var gtid = (await snapshot.QueryAsync($"SELECT BINLOG_GTID_POS({MySqlName.Literal(file)}, {position})", row => row.Text(0), token).ConfigureAwait(false))[0];
        return Of(file, position, gtid);
    }

    private static async Task<Dictionary<string, string>> StatusAsync(MySqlConnection connection, string sql, CancellationToken token) => (await connection.QueryAsync(
        sql, row => Of(row.Text(0), row.Text(1), row.FieldCount > 4 ? row.Text(4).ReplaceLineEndings("") : ""), token).ConfigureAwait(false)).FirstOrDefault() ?? [];

    private static Dictionary<string, string> Of(string file, string position, string gtid)
    {
        var known = new Dictionary<string, string> { ["binaryLogFile"] = file, ["binaryLogPosition"] = position };
        if (gtid.Length > 0)
            known["gtid"] = gtid;
        return known;
    }
}
