namespace DbBackup.Connectors;

/// <summary>Comments and security labels, on objects, on their columns, and on what stands within another object.</summary>
internal static class CommentReader
{
    private sealed record Remark(CatalogId Id, string? Part, string Kind, string? Identity, string? Provider, string Text);

    /// <summary>What initdb says of <c>public</c>.</summary>
    private const string PublicComment = "standard public schema";

    /// <summary>Adds the statements to their objects.</summary>
    public static async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var comments = await ReadAsync(catalog, Query("pg_description", "NULL::text", "d.description"), token).ConfigureAwait(false);
        var labels = await ReadAsync(catalog, Query("pg_seclabel", "d.provider", "d.label"), token).ConfigureAwait(false);
        foreach (var remark in comments.Concat(labels))
            if (!catalog.IsExtensionMember(remark.Id) && schema.Find(remark.Id) is { } item)
                Add(schema, item, remark);
        CompletePublic(catalog, schema, comments);
    }

    private static void Add(SchemaCollection schema, SchemaObject item, Remark remark)
    {
        if (item is { Kind: "SCHEMA", Name: "public" } && remark is { Provider: null, Text: PublicComment })
            return;
        var subject = Subject(item, remark);
        if (subject is null)
            schema.Refuse($"The comment on a part of the {item.Kind.ToLowerInvariant()} {item.Identity} cannot be carried; remove it.");
        else
            item.Statements.Add(Statement(item, subject, remark));
    }

    private static string? Subject(SchemaObject item, Remark remark) => (remark.Part, remark.Identity) switch
    {
        ({ } column, { } relation) => $"COLUMN {relation}.{PgName.Quote(column)}",
        _ when item.Id == remark.Id => $"{item.Kind} {item.Identity}",
        (_, { } identity) => $"{remark.Kind} {identity}",
        _ => null,
    };

    private static SchemaStatement Statement(SchemaObject item, string subject, Remark remark) => remark.Provider is { } provider
        ? item.Statement($"SECURITY LABEL FOR {PgName.Quote(provider)} ON {subject} IS {PgName.Literal(remark.Text)}")
            with { Aspect = StatementAspect.SecurityLabel }
        : item.Statement($"COMMENT ON {subject} IS {PgName.Literal(remark.Text)}") with { Aspect = StatementAspect.Comment };

    private static void CompletePublic(PgCatalog catalog, SchemaCollection schema, List<Remark> comments)
    {
        var exists = schema.Objects.FirstOrDefault(item => item is { Kind: "SCHEMA", Name: "public" } && !IsDrop(item));
        if (exists is not null && !comments.Exists(remark => remark.Id == exists.Id))
            exists.Statements.Add(exists.Statement("COMMENT ON SCHEMA \"public\" IS NULL") with { Aspect = StatementAspect.Comment });
    }

    private static bool IsDrop(SchemaObject item) => item.Statements[0].Sql.StartsWith("DROP", StringComparison.Ordinal);

    private static Task<List<Remark>> ReadAsync(PgCatalog catalog, string query, CancellationToken token) => catalog.QueryAsync(query, row =>
        new Remark(new(row.Oid(0), row.Oid(1)), row.TextOrNull(2), row.TextOrNull(3) ?? "", Identity(row), row.TextOrNull(7), row.Text(8)), token);

    private static string? Identity(Npgsql.NpgsqlDataReader row) => (row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6)) switch
    {
        ({ } schema, { } name, null) => PgName.Quote(schema, name),
        ({ } schema, { } name, { } part) => $"{PgName.Quote(part)} ON {(row.Text(3) == "CONSTRAINT" && row.GetBoolean(9) ? "DOMAIN " : "")}{PgName.Quote(schema, name)}",
        _ => null,
    };

    // What stands for itself is named by its object; the joins name columns, and what is within another object.
    private static string Query(string table, string provider, string text) =>
        $"""
        SELECT d.classoid, d.objoid, a.attname::text,
               CASE WHEN k.oid IS NOT NULL THEN 'CONSTRAINT' WHEN w.oid IS NOT NULL THEN 'RULE' WHEN t.typtype = 'd' THEN 'DOMAIN'
                    WHEN t.oid IS NOT NULL THEN 'TYPE'
                    WHEN c.relkind IN ('i', 'I') THEN 'INDEX' WHEN c.relkind = 'S' THEN 'SEQUENCE' WHEN c.oid IS NOT NULL THEN 'TABLE' END,
               n.nspname::text, coalesce(t.typname, c.relname)::text, coalesce(k.conname, w.rulename)::text, {provider}, {text}, coalesce(t.typtype = 'd', false)
        FROM {table} d
        LEFT JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
        LEFT JOIN pg_rewrite w ON d.classoid = 'pg_rewrite'::regclass AND w.oid = d.objoid
        LEFT JOIN pg_type t ON t.oid = CASE WHEN d.classoid = 'pg_type'::regclass THEN d.objoid WHEN k.contypid <> 0 THEN k.contypid END
        LEFT JOIN pg_class c ON c.oid = CASE WHEN d.classoid = 'pg_class'::regclass THEN d.objoid
             WHEN k.conrelid <> 0 THEN k.conrelid ELSE w.ev_class END
        LEFT JOIN pg_namespace n ON n.oid = coalesce(t.typnamespace, c.relnamespace)
        LEFT JOIN pg_attribute a ON d.classoid = 'pg_class'::regclass AND a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid <> 0
        WHERE d.classoid <> 'pg_largeobject'::regclass AND (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass AND d.objoid = 2200)
        ORDER BY d.classoid, d.objoid, d.objsubid
        """;
}
