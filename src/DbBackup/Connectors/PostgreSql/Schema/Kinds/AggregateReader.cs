using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Aggregates: plain, ordered-set and hypothetical-set ones, with their moving and parallel modes.</summary>
internal sealed class AggregateReader : SchemaReader
{
    private const string Query =
        """
        SELECT p.oid, n.nspname::text, p.proname::text, pg_get_function_identity_arguments(p.oid), pg_get_function_arguments(p.oid),
               p.proparallel::text, a.aggkind::text, a.aggtransfn::text, format_type(a.aggtranstype, NULL), a.aggtransspace,
               NULLIF(a.aggfinalfn::oid, 0)::regproc::text, a.aggfinalextra, a.aggfinalmodify::text,
               NULLIF(a.aggcombinefn::oid, 0)::regproc::text, NULLIF(a.aggserialfn::oid, 0)::regproc::text,
               NULLIF(a.aggdeserialfn::oid, 0)::regproc::text, a.agginitval,
               NULLIF(a.aggmtransfn::oid, 0)::regproc::text, NULLIF(a.aggminvtransfn::oid, 0)::regproc::text,
               format_type(NULLIF(a.aggmtranstype, 0), NULL), a.aggmtransspace, NULLIF(a.aggmfinalfn::oid, 0)::regproc::text,
               a.aggmfinalextra, a.aggmfinalmodify::text, a.aggminitval, o.oprname::text, opn.nspname::text
        FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace
        LEFT JOIN pg_operator o ON o.oid = a.aggsortop LEFT JOIN pg_namespace opn ON opn.oid = o.oprnamespace
        WHERE p.oid >= 16384 ORDER BY n.nspname COLLATE "C", p.proname COLLATE "C", p.oid
        """;

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(Query, row => Aggregate(catalog.Id("pg_proc", row.Oid(0)), row), token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Aggregate(CatalogId id, NpgsqlDataReader row)
    {
        var name = PgName.Quote(row.Text(1), row.Text(2));
        var item = new SchemaObject
        {
            Id = id, Kind = "AGGREGATE", Schema = row.Text(1), Name = row.Text(2), Identity = $"{name}({OrStar(row.Text(3))})",
        };
        var properties = ((string?[])[.. Plain(row), .. Moving(row), .. Modes(row)]).OfType<string>();
        return item.Define($"CREATE AGGREGATE {name}({OrStar(row.Text(4))}) ({string.Join(", ", properties)})");
    }

    private static string OrStar(string arguments) => arguments.Length == 0 ? "*" : arguments;

    private static string?[] Plain(NpgsqlDataReader row) =>
    [
        $"SFUNC = {row.Text(7)}",
        $"STYPE = {row.Text(8)}",
        row.GetInt32(9) == 0 ? null : $"SSPACE = {row.GetInt32(9)}",
        row.IsDBNull(10) ? null : $"FINALFUNC = {row.Text(10)}",
        row.GetBoolean(11) ? "FINALFUNC_EXTRA" : null,
        $"FINALFUNC_MODIFY = {Modify(row.Text(12))}",
        row.IsDBNull(13) ? null : $"COMBINEFUNC = {row.Text(13)}",
        row.IsDBNull(14) ? null : $"SERIALFUNC = {row.Text(14)}",
        row.IsDBNull(15) ? null : $"DESERIALFUNC = {row.Text(15)}",
        row.IsDBNull(16) ? null : $"INITCOND = {PgName.Literal(row.Text(16))}",
    ];

    private static string?[] Moving(NpgsqlDataReader row) => row.IsDBNull(17) ? [] :
    [
        $"MSFUNC = {row.Text(17)}",
        $"MINVFUNC = {row.Text(18)}",
        $"MSTYPE = {row.Text(19)}",
        row.GetInt32(20) == 0 ? null : $"MSSPACE = {row.GetInt32(20)}",
        row.IsDBNull(21) ? null : $"MFINALFUNC = {row.Text(21)}",
        row.GetBoolean(22) ? "MFINALFUNC_EXTRA" : null,
        $"MFINALFUNC_MODIFY = {Modify(row.Text(23))}",
        row.IsDBNull(24) ? null : $"MINITCOND = {PgName.Literal(row.Text(24))}",
    ];

    private static string?[] Modes(NpgsqlDataReader row) =>
    [
        row.IsDBNull(25) ? null : $"SORTOP = OPERATOR({PgName.Quote(row.Text(26))}.{row.Text(25)})",
        row.Text(6) == "h" ? "HYPOTHETICAL" : null,
        $"PARALLEL = {row.Text(5) switch { "s" => "SAFE", "r" => "RESTRICTED", _ => "UNSAFE" }}",
    ];

    private static string Modify(string code) => code switch { "r" => "READ_ONLY", "s" => "SHAREABLE", _ => "READ_WRITE" };
}
