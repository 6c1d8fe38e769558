namespace DbBackup.Connectors;

/// <summary>
/// Extensions, in the version and the schema that they have. What an extension brings along is not read; it stands for all of its members.
/// <c>plpgsql</c> is there in every new database, and a database without it drops it.
/// </summary>
internal sealed class ExtensionReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var found = await catalog.QueryAsync(
            """
            SELECT e.oid, e.extname::text, n.nspname::text, e.extversion,
                   EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e'),
                   (SELECT json_agg(json_build_array(d.classid, d.objid))::text FROM pg_depend d
                    WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e')
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace ORDER BY e.extname COLLATE "C"
            """,
            row => Extension(catalog.Id("pg_extension", row.Oid(0)), row.Text(1), row.GetBoolean(4) ? null : row.Text(2), row.Text(3),
                row.Rows(5)), token).ConfigureAwait(false);
        foreach (var item in found)
            schema.Add(item);
        if (found.All(item => item.Name != "plpgsql"))
            schema.Add(await WithoutPlpgsqlAsync(catalog, token).ConfigureAwait(false));
    }

    // A schema that the extension makes itself cannot be named before it is there.
    private static SchemaObject Extension(
        CatalogId id, string name, string? schema, string version, IReadOnlyList<IReadOnlyList<string?>> members)
    {
        var item = new SchemaObject
        {
            Id = id, Kind = "EXTENSION", Name = name, Identity = PgName.Quote(name), Aliases = [.. members.Select(Member)],
        };
        var place = schema is null ? "" : $" SCHEMA {PgName.Quote(schema)}";
        var definition = $"CREATE EXTENSION IF NOT EXISTS {item.Identity} WITH{place} VERSION {PgName.Literal(version)}";
        return id.Object < PgCatalog.FirstNormalOid ? item : item.Define(definition);
    }

    private static CatalogId Member(IReadOnlyList<string?> member) => new(Oid(member[0]!), Oid(member[1]!));

    private static uint Oid(string text) => uint.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    // After the database's own statements, which are blocks of PL/pgSQL. No extension has an oid of 0.
    private static async Task<SchemaObject> WithoutPlpgsqlAsync(PgCatalog catalog, CancellationToken token)
    {
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_extension", 0), Kind = "EXTENSION", Name = "plpgsql", Identity = "\"plpgsql\"", Phase = SchemaPhase.Last,
        };
        item.Needs.AddRange(await catalog.QueryAsync("SELECT oid FROM pg_database WHERE datname = current_database()",
            row => catalog.Id("pg_database", row.Oid(0)), token).ConfigureAwait(false));
        return item.Complete("DROP EXTENSION IF EXISTS \"plpgsql\"");
    }
}
