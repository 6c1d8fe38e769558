namespace DbBackup.Connectors;

/// <summary>Reads the whole schema of a database, ordered, or fails and names all that it cannot carry.</summary>
internal static class SchemaSource
{
    private static IEnumerable<SchemaReader> Readers() =>
    [
        new SequenceReader(), new TableReader(), new ViewReader(), new IndexReader(), new KeyReader(), new ForeignKeyReader(),
    ];

    /// <summary>Reads it.</summary>
    /// <exception cref="BackupException">Something cannot be carried, or the scope names what is not there.</exception>
    public static async Task<SchemaDump> ReadAsync(PgCatalog catalog, SchemaScope scope, CancellationToken token)
    {
        var schema = new SchemaCollection();
        foreach (var reader in Readers())
            await reader.ReadAsync(catalog, schema, token).ConfigureAwait(false);
        var dependencies = await Dependencies.ReadAsync(catalog, schema, token).ConfigureAwait(false);
        await Preflight.CheckAsync(catalog, schema, dependencies, token).ConfigureAwait(false);
        var statements = SchemaOrder.Statements(schema, new SchemaGraph(schema, dependencies));
        if (schema.Refusals.Count > 0)
            throw new BackupException($"Database {catalog.Database}: {string.Join(" ", schema.Refusals)}");
        return new SchemaDump(
            statements,
            await TableSources.ReadAsync(catalog, id => schema.Find(id) is not null, token).ConfigureAwait(false),
            await SequenceStates.ReadAsync(catalog, id => schema.Find(id) is not null, token).ConfigureAwait(false),
            new SchemaRequirements([], [], []));
    }
}
