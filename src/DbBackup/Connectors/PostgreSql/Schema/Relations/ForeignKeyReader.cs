namespace DbBackup.Connectors;

/// <summary>Reads foreign keys. Those that a partition has from its partitioned table come with that table's.</summary>
internal sealed class ForeignKeyReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var tables = (await TableRow.ReadAsync(catalog, token).ConfigureAwait(false)).ToDictionary(table => table.Id);
        foreach (var constraint in await ConstraintRow.ReadAsync(catalog, token).ConfigureAwait(false))
        {
            var id = catalog.Id("pg_constraint", constraint.Id);
            if (constraint.Kind != "f" || !catalog.IsOwn(id))
                continue;
            var table = tables[constraint.Table];
            var item = new SchemaObject
            {
                Id = id,
                Kind = "CONSTRAINT",
                Schema = table.Schema,
                Name = constraint.Name,
                Identity = $"{constraint.Quoted} ON {table.Identity}",
                Phase = SchemaPhase.ForeignKey,
                Needs = { catalog.Id("pg_class", table.Id) },
            };
            if (constraint.Parent == 0)
                item.Append(
                    $"ALTER TABLE {(table.Kind == "p" ? "" : "ONLY ")}{table.Identity} ADD {constraint.Clause}",
                    $"ALTER TABLE IF EXISTS {table.Identity} DROP CONSTRAINT IF EXISTS {constraint.Quoted}",
                    locks: [table.Identity, tables[constraint.Referenced].Identity]);
            schema.Add(item);
        }
    }
}
