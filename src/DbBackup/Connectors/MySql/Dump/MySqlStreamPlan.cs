using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Which streams a database is dumped in: tables that no snapshot holds first, then large ones, so that the small ones fill up the time at the end.</summary>
internal static class MySqlStreamPlan
{
    /// <summary>Plans the streams.</summary>
    public static async Task<List<MySqlStream>> OfAsync(MySqlSchema schema, MySqlConnection session, CancellationToken token)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var streams = new List<MySqlStream>();
        foreach (var table in schema.Tables.OrderBy(t => t.IsTransactional).ThenByDescending(t => t.Bytes).ThenBy(t => t.Name, StringComparer.Ordinal))
            streams.Add(MySqlStream.Of(streams.Count, table, null, ""));
        return streams;
    }
}
