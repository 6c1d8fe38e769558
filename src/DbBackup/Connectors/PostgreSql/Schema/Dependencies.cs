namespace DbBackup.Connectors;

/// <summary>What <c>pg_depend</c> says, and which carried object answers for one that goes with it.</summary>
internal sealed class Dependencies
{
    private readonly SchemaCollection _schema;
    private readonly Dictionary<CatalogId, CatalogId> _extensions = [];
    private readonly ILookup<CatalogId, CatalogId> _owners;

    private readonly HashSet<CatalogId> _temporary;

    private Dependencies(SchemaCollection schema, List<Dependency> rows, IEnumerable<CatalogId> temporary)
    {
        _schema = schema;
        Rows = rows;
        foreach (var row in rows.Where(row => row.Kind == 'e'))
            _extensions[row.From] = row.To;
        _owners = rows.Where(row => row.Kind is 'i' or 'P').ToLookup(row => row.From, row => row.To);
        _temporary = [.. temporary];
        if (_temporary.Count == 0)
            return;
        var found = new Queue<CatalogId>(_temporary);
        var dependents = rows.ToLookup(row => row.To, row => row.From);
        while (found.TryDequeue(out var next))
        {
            foreach (var dependent in dependents[next].Where(_temporary.Add))
                found.Enqueue(dependent);
        }
    }

    /// <summary>All rows.</summary>
    public IReadOnlyList<Dependency> Rows { get; }

    /// <summary>Reads them.</summary>
    public static async Task<Dependencies> ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var rows = await catalog.QueryAsync(
            "SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype::text FROM pg_depend WHERE deptype <> 'p'",
            row => new Dependency(
                new CatalogId(row.OidOrZero(0), row.OidOrZero(1)), row.Int(2), new CatalogId(row.OidOrZero(3), row.OidOrZero(4)), row.Int(5), row.Text(6)[0]),
            token).ConfigureAwait(false);
        var temporary = await catalog.QueryAsync(
            "SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_(toast_)?temp_'", row => catalog.Id("pg_namespace", row.OidOrZero(0)), token).ConfigureAwait(false);
        return new Dependencies(schema, rows, temporary);
    }

    /// <summary>The object that carries this one: itself, its extension, or what it belongs to internally.</summary>
    public SchemaObject? Resolve(CatalogId id) => Resolve(id, 0);

    /// <summary>Whether it belongs to a temporary relation or schema of some session.</summary>
    public bool IsTemporary(CatalogId id) => _temporary.Contains(id);

    private SchemaObject? Resolve(CatalogId id, int depth)
    {
        if (_schema.Find(id) is { } found)
            return found;
        if (_extensions.TryGetValue(id, out var extension))
            return _schema.Find(extension);
        return depth > 8 ? null : _owners[id].Select(owner => Resolve(owner, depth + 1)).FirstOrDefault(owner => owner is not null);
    }
}
