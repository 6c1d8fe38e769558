using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Queries of two texts a row.</summary>
internal static class PgRows
{
    /// <summary>Reads them. The parameters are lists of texts.</summary>
    public static async Task<List<(string Name, string Value)>> PairsAsync(
        NpgsqlConnection connection, string sql, CancellationToken token, params string[][] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = parameter });
        await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
        var found = new List<(string, string)>();
        while (await rows.ReadAsync(token).ConfigureAwait(false))
            found.Add((rows.GetString(0), rows.GetString(1)));
        return found;
    }
}
