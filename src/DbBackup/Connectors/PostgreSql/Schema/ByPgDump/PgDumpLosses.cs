namespace DbBackup.Connectors;

/// <summary>What a schema has that <c>pg_dump</c> passes over without a word. Written in process it is carried.</summary>
internal static class PgDumpLosses
{
    private static readonly string[] SystemSchemas = ["pg_catalog", "information_schema"];

    /// <summary>Finds the objects in the system's schemas.</summary>
    public static void Find(PgCatalog catalog, SchemaCollection schema)
    {
        foreach (var item in schema.Objects.Where(item => SystemSchemas.Contains(item.Schema) && catalog.IsOwn(item.Id)))
            schema.LostByPgDump($"{item.Kind} {item.Identity}");
    }
}
