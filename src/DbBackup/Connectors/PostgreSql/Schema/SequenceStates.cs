namespace DbBackup.Connectors;

/// <summary>Reads where sequences stand.</summary>
internal static class SequenceStates
{
    // The server plans a union of many in a time that grows with their square; some at once cost no more than one by one.
    private const int Batch = 25;

    /// <summary>The state of these sequences.</summary>
    public static async Task<List<SequenceState>> ReadAsync(PgCatalog catalog, Func<CatalogId, bool> isCarried, CancellationToken token)
    {
        var configuration = await TableSources.ConditionsAsync(catalog, token).ConfigureAwait(false);
        var sequences = (await SequenceRow.ReadAsync(catalog, token).ConfigureAwait(false))
            .Where(row => TableSources.IsSource(catalog, row.Id, configuration) && isCarried(catalog.Id("pg_class", row.Id))).ToList();
        var stands = await CalledAsync(catalog, sequences, token).ConfigureAwait(false);
        foreach (var batch in sequences.Where(row => !stands.ContainsKey(row.Id)).Chunk(Batch))
        {
            var sql = string.Join("\nUNION ALL ", batch.Select((row, number) => $"SELECT {number}, last_value, is_called FROM {row.Identity}"));
            foreach (var (id, value, isCalled) in await catalog.QueryAsync(sql, row => (batch[row.Int(0)].Id, row.GetInt64(1), row.Flag(2)), token).ConfigureAwait(false))
                stands.Add(id, (value, isCalled));
        }
        return [.. sequences.Select(row => new SequenceState(row.Schema, row.Name, stands[row.Id].Value, stands[row.Id].IsCalled))];
    }

    // All that gave out a value, at once. Of the others the function does not say where they start.
    private static async Task<Dictionary<uint, (long Value, bool IsCalled)>> CalledAsync(PgCatalog catalog, List<SequenceRow> sequences, CancellationToken token)
    {
        var found = await catalog.QueryAsync(
            $"""
            SELECT s.id, s.value FROM (SELECT id, pg_sequence_last_value(id) AS value FROM unnest(ARRAY[{string.Join(',', sequences.Select(row => row.Id))}]::oid[]) AS id) s
            WHERE s.value IS NOT NULL
            """,
            row => (Id: row.OidOrZero(0), Value: row.GetInt64(1)), token).ConfigureAwait(false);
        return found.ToDictionary(row => row.Id, row => (row.Value, IsCalled: true));
    }
}
