using System.Globalization;
using DbBackup.Configuration;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// Which streams a database is dumped in: tables that no snapshot holds first, then large ones, so that the small ones fill up the time at the end.
/// A large table is cut by the first column of its primary key into slices that are small against it, so that all sessions read it.
/// </summary>
internal static class MySqlStreamPlan
{
    private const long SliceBytes = 64 << 20, MostSlices = 128;

    /// <summary>Plans the streams.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="typedJson">What is done about JSON documents that their text does not tell.</param>
    /// <param name="session">A session inside the snapshot.</param>
    /// <param name="sessions">How many there are; one alone needs no slices.</param>
    /// <param name="token">Ends it.</param>
    public static async Task<List<MySqlStream>> OfAsync(MySqlSchema schema, TypedJsonDocuments typedJson, MySqlConnection session, int sessions, CancellationToken token)
    {
        var streams = new List<MySqlStream>();
        foreach (var table in schema.Tables.OrderBy(t => t.IsTransactional).ThenByDescending(t => t.Bytes).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            var slices = (int)Math.Min(table.Bytes / SliceBytes, MostSlices);
            var bounds = sessions > 1 && slices > 1 && table is { IsTransactional: true, Key: [var key, ..] } ? await SliceBounds.OfAsync(session, table, key, slices, token).ConfigureAwait(false) : [];
            Add(table, bounds);
        }
        return streams;

        // Each bound ends one slice and begins the next: a key is before it or not, so that no row is in two slices or in none.
        void Add(MySqlTable table, IReadOnlyList<string> bounds)
        {
            if (bounds.Count == 0)
            {
                streams.Add(MySqlStream.Of(streams.Count, table, null, "", typedJson));
                return;
            }
            var key = MySqlName.Quote(table.Key[0].Name);
            for (var i = 0; i <= bounds.Count; i++)
            {
                var from = i == 0 ? null : $"{key} >= {bounds[i - 1]}";
                var to = i == bounds.Count ? null : $"{key} < {bounds[i]}";
                var condition = string.Join(" AND ", new[] { from, to }.OfType<string>());
                streams.Add(MySqlStream.Of(streams.Count, table, string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {bounds.Count + 1}: {condition}"), $" WHERE {condition}", typedJson));
            }
        }
    }
}
