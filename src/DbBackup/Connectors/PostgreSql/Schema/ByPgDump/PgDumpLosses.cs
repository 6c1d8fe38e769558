namespace DbBackup.Connectors;

/// <summary>What a schema has that <c>pg_dump</c> passes over without a word. Written in process it is carried.</summary>
internal static class PgDumpLosses
{
    private static readonly string[] SystemSchemas = ["pg_catalog", "information_schema"];

    // Policies on an extension's table it writes.
    private static readonly string[] OnTables = ["INDEX", "CONSTRAINT", "TRIGGER", "RULE"];

    /// <summary>Finds it: objects in the system's schemas, and what was put on an extension's tables.</summary>
    public static void Find(PgCatalog catalog, SchemaCollection schema, Dependencies dependencies)
    {
        var tables = catalog.Id("pg_class", 0).Class;
        var onExtensions = dependencies.Rows.Where(row => row.To.Class == tables && row.Kind is 'a' or 'i' && catalog.IsExtensionMember(row.To))
            .Select(row => schema.Find(row.From)).OfType<SchemaObject>().Where(item => OnTables.Contains(item.Kind) && !catalog.IsExtensionMember(item.Id));
        foreach (var item in schema.Objects.Where(item => SystemSchemas.Contains(item.Schema) && catalog.IsOwn(item.Id)).Concat(onExtensions).Distinct())
            schema.LostByPgDump($"{item.Kind} {item.Identity}");
    }
}
