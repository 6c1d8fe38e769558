namespace DbBackup.Connectors;

/// <summary>Procedural languages that no extension brought.</summary>
internal sealed class LanguageReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var (item, functions) in await catalog.QueryAsync(
            """
            SELECT oid, lanname::text, lanpltrusted, NULLIF(lanplcallfoid, 0)::regproc::text, NULLIF(laninline, 0)::regproc::text,
                   NULLIF(lanvalidator, 0)::regproc::text, ARRAY[lanplcallfoid, laninline, lanvalidator]
            FROM pg_language WHERE lanispl AND oid >= 16384 ORDER BY lanname COLLATE "C"
            """,
            row => (Language(catalog.Id("pg_language", row.Oid(0)), row.Text(1), row.GetBoolean(2), row.Text(3), row.TextOrNull(4), row.TextOrNull(5)), row.OidArray(6)),
            token).ConfigureAwait(false))
        {
            if (!catalog.IsOwn(item.Id))
                continue;
            schema.Add(item);
            // pg_dump then writes a language without its functions, which no server makes.
            if (Array.Exists(functions, function => function != 0 && !catalog.IsOwn(catalog.Id("pg_proc", function))))
                schema.LostByPgDump($"{item.Kind} {item.Identity}");
        }
    }

    private static SchemaObject Language(CatalogId id, string name, bool isTrusted, string handler, string? inline, string? validator)
    {
        var item = new SchemaObject { Id = id, Kind = "LANGUAGE", Name = name, Identity = PgName.Quote(name) };
        return item.Define($"CREATE {(isTrusted ? "TRUSTED " : "")}LANGUAGE {item.Identity} HANDLER {handler}"
            + (inline is null ? "" : $" INLINE {inline}") + (validator is null ? "" : $" VALIDATOR {validator}"));
    }
}
