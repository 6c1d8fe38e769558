using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Operators. One that names its commutator or negator before that is there makes a shell of it, which the other's own definition completes.
/// </summary>
internal sealed class OperatorReader : SchemaReader
{
    private const string Query =
        """
        SELECT o.oid, n.nspname::text, o.oprname::text, CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) END,
               CASE WHEN o.oprright <> 0 THEN format_type(o.oprright, NULL) END, o.oprcode::text,
               cn.nspname::text, c.oprname::text, gn.nspname::text, g.oprname::text,
               NULLIF(o.oprrest::oid, 0)::regproc::text, NULLIF(o.oprjoin::oid, 0)::regproc::text, o.oprcanhash, o.oprcanmerge,
               (SELECT string_agg(s.oid::regoperator::text, ', ') FROM pg_operator s WHERE s.oid IN (o.oprcom, o.oprnegate) AND s.oprcode = 0),
               cn.oid, gn.oid
        FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
        LEFT JOIN pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_namespace cn ON cn.oid = c.oprnamespace
        LEFT JOIN pg_operator g ON g.oid = o.oprnegate LEFT JOIN pg_namespace gn ON gn.oid = g.oprnamespace
        WHERE o.oprcode <> 0 AND o.oid >= 16384 ORDER BY n.nspname COLLATE "C", o.oprname COLLATE "C", o.oid
        """;

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(Query, row => Operator(catalog, row), token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    /// <summary>The identity of the operator that a row begins with: its schema, name and types follow the oid.</summary>
    public static string Identity(NpgsqlDataReader row) =>
        $"{PgName.Quote(row.Text(1))}.{row.Text(2)} ({row.TextOrNull(3) ?? "NONE"}, {row.TextOrNull(4) ?? "NONE"})";

    private static SchemaObject Operator(PgCatalog catalog, NpgsqlDataReader row)
    {
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_operator", row.Oid(0)), Kind = "OPERATOR", Schema = row.Text(1), Name = row.Text(2),
            Identity = Identity(row),
        };
        foreach (var column in (int[])[15, 16])
            if (!row.IsDBNull(column))
                item.Needs.Add(catalog.Id("pg_namespace", row.Oid(column))); // where the shell would be made
        var properties = new[]
        {
            $"PROCEDURE = {row.Text(5)}",
            row.IsDBNull(3) ? null : $"LEFTARG = {row.Text(3)}",
            row.IsDBNull(4) ? null : $"RIGHTARG = {row.Text(4)}",
            row.IsDBNull(7) ? null : $"COMMUTATOR = OPERATOR({PgName.Quote(row.Text(6))}.{row.Text(7)})",
            row.IsDBNull(9) ? null : $"NEGATOR = OPERATOR({PgName.Quote(row.Text(8))}.{row.Text(9)})",
            row.IsDBNull(10) ? null : $"RESTRICT = {row.Text(10)}",
            row.IsDBNull(11) ? null : $"JOIN = {row.Text(11)}",
            row.GetBoolean(12) ? "HASHES" : null,
            row.GetBoolean(13) ? "MERGES" : null,
        };
        var shells = row.IsDBNull(14) ? "" : $", {row.Text(14)}";
        item.Statements.Add(item.Statement(
            $"CREATE OPERATOR {PgName.Quote(row.Text(1))}.{row.Text(2)} ({string.Join(", ", properties.OfType<string>())})", $"DROP OPERATOR IF EXISTS {item.Identity}{shells}"));
        return item;
    }
}
