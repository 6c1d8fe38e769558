using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Operators that were never defined: another one names them as its commutator or negator, and its definition makes them. What is said of
/// them (owner, comment) is said after that.
/// </summary>
internal sealed class ShellOperatorReader : SchemaReader
{
    private const string Query =
        """
        SELECT s.oid, n.nspname::text, s.oprname::text, CASE WHEN s.oprleft <> 0 THEN format_type(s.oprleft, NULL) END,
               CASE WHEN s.oprright <> 0 THEN format_type(s.oprright, NULL) END,
               (SELECT json_agg(o.oid::bigint ORDER BY o.oid)::text FROM pg_operator o WHERE s.oid IN (o.oprcom, o.oprnegate))
        FROM pg_operator s JOIN pg_namespace n ON n.oid = s.oprnamespace
        WHERE s.oprcode = 0 AND s.oid >= 16384 ORDER BY n.nspname COLLATE "C", s.oprname COLLATE "C", s.oid
        """;

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var shell in await catalog.QueryAsync(Query, row => Shell(catalog, row), token).ConfigureAwait(false))
        {
            if (!catalog.IsOwn(shell.Id))
                continue;
            schema.Add(shell);
            if (shell.Needs.Count == 0)
                schema.Refuse($"The operator {shell.Identity} was never defined and no other one names it, so that no statement makes it again; drop it.");
            schema.LostByPgDump($"owner and comment of OPERATOR {shell.Identity}");
        }
    }

    private static SchemaObject Shell(PgCatalog catalog, NpgsqlDataReader row)
    {
        var shell = new SchemaObject
        {
            Id = catalog.Id("pg_operator", row.Oid(0)), Kind = "OPERATOR", Schema = row.Text(1), Name = row.Text(2),
            Identity = OperatorReader.Identity(row),
        };
        shell.Needs.AddRange(row.Oids(5).Select(oid => catalog.Id("pg_operator", oid)));
        return shell;
    }
}
