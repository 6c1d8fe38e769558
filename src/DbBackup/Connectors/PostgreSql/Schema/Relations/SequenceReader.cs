namespace DbBackup.Connectors;

/// <summary>Reads sequences, and which column owns them.</summary>
internal sealed class SequenceReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var columns = await TableColumns.ReadAsync(catalog, token).ConfigureAwait(false);
        var tables = await TableRow.ReadAsync(catalog, token).ConfigureAwait(false);
        var tableNames = tables.ToDictionary(table => table.Id, table => table);
        foreach (var row in await SequenceRow.ReadAsync(catalog, token).ConfigureAwait(false))
        {
            if (!catalog.IsOwn(catalog.Id("pg_class", row.Id)))
                continue;
            var owner = tableNames.GetValueOrDefault(row.OwnerTable);
            schema.Add(row.IsIdentity ? OfIdentity(catalog, row, owner) : Standalone(catalog, row));
            if (owner is not null && !row.IsIdentity)
                schema.Add(OwnedBy(catalog, row, owner, columns[owner.Id].Single(column => column.Number == row.OwnerColumn)));
        }
    }

    private static SchemaObject Empty(PgCatalog catalog, SequenceRow row) => new()
    {
        Id = catalog.Id("pg_class", row.Id),
        Kind = "SEQUENCE",
        Schema = row.Schema,
        Name = row.Name,
        Identity = row.Identity,
    };

    private static SchemaObject Standalone(PgCatalog catalog, SequenceRow row)
    {
        var sequence = Empty(catalog, row);
        var unlogged = row.Persistence == "u" ? "UNLOGGED " : "";
        sequence.Append($"CREATE {unlogged}SEQUENCE {row.Identity} AS {row.Type} {row.Options}", $"DROP SEQUENCE IF EXISTS {row.Identity}");
        return sequence;
    }

    private static SchemaObject OfIdentity(PgCatalog catalog, SequenceRow row, TableRow? table)
    {
        var sequence = Empty(catalog, row);
        sequence.Needs.Add(catalog.Id("pg_class", row.OwnerTable));
        if (table is not null && table.Persistence != row.Persistence)
            sequence.Append($"ALTER SEQUENCE {row.Identity} SET {(row.Persistence == "u" ? "UNLOGGED" : "LOGGED")}");
        return sequence;
    }

    // An object of its own, after the sequence, the table that uses it as its default, and their owners.
    private static SchemaObject OwnedBy(PgCatalog catalog, SequenceRow row, TableRow table, TableColumn column)
    {
        var link = new SchemaObject
        {
            Id = catalog.Id("pg_sequence", row.Id),
            Kind = "SEQUENCE",
            Schema = row.Schema,
            Name = row.Name,
            Identity = row.Identity,
            Needs = { catalog.Id("pg_class", row.Id), catalog.Id("pg_class", table.Id) },
        };
        link.Append($"ALTER SEQUENCE {row.Identity} OWNED BY {table.Identity}.{column.Quoted}");
        return link;
    }
}
