namespace DbBackup.Connectors;

/// <summary>Reads tables, partitioned tables, partitions and foreign tables with their columns, defaults and checks.</summary>
internal sealed class TableReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var columns = await TableColumns.ReadAsync(catalog, token).ConfigureAwait(false);
        var constraints = (await ConstraintRow.ReadAsync(catalog, token).ConfigureAwait(false)).ToLookup(constraint => constraint.Table);
        var sequences = (await SequenceRow.ReadAsync(catalog, token).ConfigureAwait(false)).Where(sequence => sequence.IsIdentity)
            .ToDictionary(sequence => (sequence.OwnerTable, sequence.OwnerColumn));
        var tables = await TableRow.ReadAsync(catalog, token).ConfigureAwait(false);
        var byId = tables.ToDictionary(table => table.Id);
        var replays = InheritanceReplay.Find(catalog, tables, columns);
        var replayed = replays.SelectMany(replay => replay.Tables.Select(table => (table, replay))).ToDictionary(pair => pair.table, pair => pair.replay);
        foreach (var table in tables.Where(table => catalog.IsOwn(catalog.Id("pg_class", table.Id))))
        {
            if (table.IsBeingDetached)
                schema.Refuse($"Table {table.Identity} is a partition that is being detached; finish it by ALTER TABLE … DETACH PARTITION … FINALIZE.");
            foreach (var item in Definition(table).Objects())
                schema.Add(item);
        }
        foreach (var replay in replays)
            schema.Add(replay.Object(schema, (table, column) => Definition(table).Column(column, withExpression: false)));

        TableDefinition Definition(TableRow table) => new(catalog, table, [.. columns[table.Id]], [.. constraints[table.Id]])
        {
            Parents = [.. table.Parents.Select(parent => new TableParent(byId[parent], [.. columns[parent]]))],
            Sequences = sequences,
            Replay = replayed.GetValueOrDefault(table.Id),
        };
    }
}
