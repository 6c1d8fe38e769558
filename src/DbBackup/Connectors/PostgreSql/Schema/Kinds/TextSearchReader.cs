namespace DbBackup.Connectors;

/// <summary>What the four kinds of text search have in common: a name in a schema, and properties in parentheses.</summary>
internal abstract class TextSearchReader : SchemaReader
{
    /// <summary>The kind, as statements spell it.</summary>
    protected abstract string Kind { get; }

    /// <summary>The catalog.</summary>
    protected abstract string Catalog { get; }

    /// <summary>A query for oid, schema, name, a JSON list of properties (name and value as they are written), and a list of completions.</summary>
    protected abstract string Query { get; }

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(Query, row => Define(
            catalog.Id(Catalog, row.Oid(0)), row.Text(1), row.Text(2), row.Rows(3), row.Rows(4)), token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    /// <summary>What follows the definition; nothing but for configurations.</summary>
    protected virtual IEnumerable<string> Completions(IReadOnlyList<IReadOnlyList<string?>> rows) => [];

    private SchemaObject Define(
        CatalogId id, string schema, string name, IReadOnlyList<IReadOnlyList<string?>> properties, IReadOnlyList<IReadOnlyList<string?>> completions)
    {
        var item = new SchemaObject { Id = id, Kind = Kind, Schema = schema, Name = name, Identity = PgName.Quote(schema, name) };
        var clauses = properties.Where(property => property[1] is not null).Select(property => $"{property[0]} = {property[1]}");
        item.Define($"CREATE {Kind} {item.Identity} ({string.Join(", ", clauses)})");
        foreach (var completion in Completions(completions))
            item.Complete($"ALTER {Kind} {item.Identity} {completion}");
        return item;
    }
}
