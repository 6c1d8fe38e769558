namespace DbBackup.Connectors;

/// <summary>
/// Takes out of a schema what a scope leaves out: other schemas, excluded tables with all that is on them, and what is in no schema unless
/// it is needed. What is left must not need what is gone.
/// </summary>
internal sealed class PartialSchema
{
    private readonly SchemaCollection _schema;
    private readonly SchemaScope _scope;
    private readonly ILookup<SchemaObject, SchemaObject> _needs;
    private readonly ILookup<SchemaObject, SchemaObject> _parts;

    private PartialSchema(SchemaCollection schema, Dependencies dependencies, SchemaScope scope)
    {
        (_schema, _scope) = (schema, scope);
        var pairs = dependencies.Rows.Select(row => (From: dependencies.Resolve(row.From), To: dependencies.Resolve(row.To), row.Kind))
            .Concat(schema.Objects.SelectMany(item => item.Needs.Select(need => (From: (SchemaObject?)item, To: dependencies.Resolve(need), Kind: IsTable(item) ? 'n' : 'a'))))
            .Where(pair => pair.From is not null && pair.To is not null && pair.From != pair.To).ToList();
        _needs = pairs.ToLookup(pair => pair.From!, pair => pair.To!);
        _parts = pairs.Where(pair => pair.Kind is 'a' or 'i' or 'P' or 'S').ToLookup(pair => pair.To!, pair => pair.From!);
    }

    /// <summary>The objects that stay.</summary>
    /// <exception cref="BackupException">A name of the scope matches nothing.</exception>
    public static async Task<HashSet<SchemaObject>> SelectAsync(
        PgCatalog catalog, SchemaCollection schema, Dependencies dependencies, SchemaScope scope, CancellationToken token)
    {
        var partial = new PartialSchema(schema, dependencies, scope);
        var present = await catalog.QueryAsync("SELECT nspname FROM pg_namespace", row => row.Text(0), token).ConfigureAwait(false);
        scope.RequireMatches(present, [.. schema.Objects.Where(IsRelation).Select(item => (item.Schema!, item.Name))], catalog.Database);
        var kept = partial.InSchemas();
        kept.ExceptWith(partial.Excluded());
        partial.AddNeeded(kept);
        partial.RefuseMissing(kept);
        return kept;
    }

    private HashSet<SchemaObject> InSchemas() => _scope.Schemas.Count == 0
        ? [.. _schema.Objects]
        : [.. _schema.Objects.Where(item => _scope.Schemas.Contains(item.Kind == "SCHEMA" ? item.Name : item.Schema))];

    private HashSet<SchemaObject> Excluded()
    {
        var gone = _schema.Objects.Where(item => IsRelation(item) && _scope.Exclude.Any(pattern => PgPattern.Matches(pattern, item.Schema!, item.Name))).ToHashSet();
        var next = new Queue<SchemaObject>(gone);
        while (next.TryDequeue(out var item))
        {
            foreach (var part in _parts[item].Where(gone.Add))
                next.Enqueue(part);
        }
        return gone;
    }

    private void AddNeeded(HashSet<SchemaObject> kept)
    {
        if (_scope.Schemas.Count == 0)
            return;
        var next = new Queue<SchemaObject>(kept);
        while (next.TryDequeue(out var item))
        {
            foreach (var need in _needs[item].Where(need => IsInNoSchema(need) && kept.Add(need)))
                next.Enqueue(need);
        }
    }

    private static bool IsRelation(SchemaObject item) => item.Kind is "TABLE" or "FOREIGN TABLE" or "MATERIALIZED VIEW" or "VIEW";

    private static bool IsTable(SchemaObject item) => item.Kind is "TABLE" or "FOREIGN TABLE";

    private static bool IsInNoSchema(SchemaObject item) => item.Schema is null && item.Kind != "SCHEMA";

    private void RefuseMissing(HashSet<SchemaObject> kept)
    {
        foreach (var item in _schema.Objects.Where(kept.Contains))
        {
            foreach (var need in _needs[item].Where(need => !kept.Contains(need)).Distinct())
                _schema.Refuse(
                    $"{item.Kind} {item.Identity} needs {need.Kind} {need.Identity}, which is left out; take both into the backup, or leave out both.");
        }
    }
}
