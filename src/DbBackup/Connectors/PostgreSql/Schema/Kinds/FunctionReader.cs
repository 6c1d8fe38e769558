using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Functions, window functions and procedures of every language. A body comes from the row of the catalog, which the snapshot holds still;
/// <c>pg_get_functiondef</c> would already show one that was replaced since.
/// </summary>
internal sealed class FunctionReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var sqlBody = catalog.Version >= 14 ? "CASE WHEN p.prosqlbody IS NOT NULL THEN pg_get_function_sqlbody(p.oid) END" : "NULL::text";
        foreach (var item in await catalog.QueryAsync(
            $"""
            SELECT p.oid, n.nspname::text, p.proname::text, p.prokind::text, pg_get_function_identity_arguments(p.oid),
                   pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), l.lanname::text, p.provolatile::text, p.proisstrict,
                   p.prosecdef, p.proleakproof, p.proparallel::text, p.procost::text, p.proretset, p.prorows::text,
                   NULLIF(p.prosupport::oid, 0)::regproc::text, to_json(p.proconfig)::text,
                   (SELECT json_agg(format_type(t, NULL) ORDER BY place)::text FROM unnest(p.protrftypes) WITH ORDINALITY AS x (t, place)),
                   p.probin, p.prosrc, {sqlBody}
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
            WHERE p.prokind <> 'a' AND p.oid >= 16384
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
            ORDER BY n.nspname COLLATE "C", p.proname COLLATE "C", p.oid
            """, row => Function(catalog.Id("pg_proc", row.Oid(0)), row), token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Function(CatalogId id, NpgsqlDataReader row)
    {
        var isProcedure = row.Text(3) == "p";
        var name = PgName.Quote(row.Text(1), row.Text(2));
        var item = new SchemaObject
        {
            Id = id, Kind = isProcedure ? "PROCEDURE" : "FUNCTION", Schema = row.Text(1), Name = row.Text(2), Identity = $"{name}({row.Text(4)})",
        };
        string?[] clauses =
        [
            $"CREATE {item.Kind} {name}({row.Text(5)})",
            isProcedure ? null : $"RETURNS {row.Text(6)}",
            $"LANGUAGE {PgName.Quote(row.Text(7))}",
            Transforms(row.Texts(18)),
            isProcedure ? null : Properties(row),
            row.GetBoolean(10) ? "SECURITY DEFINER" : null,
            .. row.Texts(17).Select(ConfigurationSetting.Clause),
            Body(row),
        ];
        return item.Define(string.Join(' ', clauses.OfType<string>()));
    }

    private static string? Transforms(IReadOnlyList<string> types) =>
        types.Count == 0 ? null : $"TRANSFORM {string.Join(", ", types.Select(type => $"FOR TYPE {type}"))}";

    private static string Properties(NpgsqlDataReader row) => string.Join(' ', new[]
    {
        row.Text(3) == "w" ? "WINDOW" : null,
        row.Text(8) switch { "i" => "IMMUTABLE", "s" => "STABLE", _ => "VOLATILE" },
        row.GetBoolean(9) ? "STRICT" : null,
        row.GetBoolean(11) ? "LEAKPROOF" : null,
        $"PARALLEL {row.Text(12) switch { "s" => "SAFE", "r" => "RESTRICTED", _ => "UNSAFE" }}",
        $"COST {row.Text(13)}",
        row.GetBoolean(14) ? $"ROWS {row.Text(15)}" : null,
        row.IsDBNull(16) ? null : $"SUPPORT {row.Text(16)}",
    }.OfType<string>());

    private static string Body(NpgsqlDataReader row) => (row.TextOrNull(21), row.TextOrNull(19)) switch
    {
        ({ } sql, _) => sql,
        (_, { } library) => $"AS {PgName.Literal(library)}, {PgName.Literal(row.Text(20))}",
        _ => $"AS {DollarQuote.Of(row.Text(20))}",
    };
}
