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
            .Where(row => TableSources.IsSource(catalog, row.Id, configuration) && isCarried(catalog.Id("pg_class", row.Id)));
        var states = new List<SequenceState>();
        foreach (var batch in sequences.Chunk(Batch))
        {
            var sql = string.Join("\nUNION ALL ", batch.Select((row, number) => $"SELECT {number}, last_value, is_called FROM {row.Identity}"));
            states.AddRange(await catalog.QueryAsync(
                sql, row => new SequenceState(batch[row.Int(0)].Schema, batch[row.Int(0)].Name, row.GetInt64(1), row.Flag(2)), token).ConfigureAwait(false));
        }
        return states;
    }
}
