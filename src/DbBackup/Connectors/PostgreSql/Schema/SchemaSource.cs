namespace DbBackup.Connectors;

/// <summary>Reads the whole schema of a database, ordered, and finds all that cannot be carried.</summary>
internal static class SchemaSource
{
    private static IEnumerable<SchemaReader> Readers() =>
    [
        .. SchemaKinds.All,
        new SequenceReader(), new TableReader(), new ViewReader(), new IndexReader(), new KeyReader(), new ForeignKeyReader(),
        new RuleReader(), new TriggerReader(), new PolicyReader(), new StatisticsReader(),
        new AspectReader(),
    ];

    /// <summary>Reads it.</summary>
    /// <exception cref="BackupException">The scope names what is not there.</exception>
    public static async Task<SchemaContents> ReadAsync(PgCatalog catalog, SchemaScope scope, CancellationToken token)
    {
        var schema = new SchemaCollection();
        foreach (var reader in Readers())
            await reader.ReadAsync(catalog, schema, token).ConfigureAwait(false);
        var dependencies = await Dependencies.ReadAsync(catalog, schema, token).ConfigureAwait(false);
        await Preflight.CheckAsync(catalog, schema, dependencies, token).ConfigureAwait(false);
        PgDumpLosses.Find(catalog, schema);
        HashSet<SchemaObject> kept = scope.IsPartial
            ? await PartialSchema.SelectAsync(catalog, schema, dependencies, scope, token).ConfigureAwait(false)
            : [.. schema.Objects];
        var graph = new SchemaGraph(schema, dependencies, kept);
        return new SchemaContents(
            schema, graph,
            new SchemaDump(
                SchemaOrder.Statements(schema, graph),
                await TableSources.ReadAsync(catalog, IsCarried, token).ConfigureAwait(false),
                await SequenceStates.ReadAsync(catalog, IsCarried, token).ConfigureAwait(false),
                await RequirementsReader.ReadAsync(catalog, IsCarried, token).ConfigureAwait(false)));

        bool IsCarried(CatalogId id) => dependencies.Resolve(id) is { } carrier && kept.Contains(carrier);
    }
}
