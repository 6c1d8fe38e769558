using System.Text;

namespace DbBackup.Connectors;

/// <summary>Reads the policies of row security. Whether a table has it at all is said with the table.</summary>
internal sealed class PolicyReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await RowsAsync(catalog, token).ConfigureAwait(false))
        {
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
        }
    }

    private static Task<List<SchemaObject>> RowsAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        $"""
        SELECT p.oid, n.nspname, c.relname, p.polname, p.polcmd::text, p.polpermissive,
            ARRAY(SELECT a.rolname::text FROM unnest(p.polroles) AS r(oid) JOIN pg_roles a ON a.oid = r.oid ORDER BY a.rolname),
            0 = ANY (p.polroles), pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
        FROM pg_policy p
        JOIN pg_class c ON c.oid = p.polrelid AND c.relpersistence <> 't'
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE p.oid >= {PgCatalog.FirstNormalOid}
        ORDER BY n.nspname, c.relname, p.polname
        """,
        row =>
        {
            var (name, table) = (PgName.Quote(row.Text(3)), PgName.Quote(row.Text(1), row.Text(2)));
            var roles = row.TextArray(6);
            var item = new SchemaObject
            {
                Id = catalog.Id("pg_policy", row.OidOrZero(0)),
                Kind = "POLICY",
                Schema = row.Text(1),
                Name = row.Text(3),
                Identity = $"{name} ON {table}",
                Phase = SchemaPhase.Policy,
            };
            var text = new StringBuilder($"CREATE POLICY {name} ON {table}");
            if (!row.Flag(5))
                text.Append(" AS RESTRICTIVE");
            text.Append($" FOR {Command(row.Text(4))} TO {string.Join(", ", [.. row.Flag(7) ? ["PUBLIC"] : Array.Empty<string>(), .. roles.Select(PgName.Quote)])}");
            if (row.TextOrNull(8) is { } condition)
                text.Append($" USING ({condition})");
            if (row.TextOrNull(9) is { } check)
                text.Append($" WITH CHECK ({check})");
            item.Statements.Add(item.Statement(text.ToString(), $"DROP POLICY IF EXISTS {name} ON {table}", locks: [table]) with { Roles = roles });
            return item;
        },
        token);

    private static string Command(string command) => command switch
    {
        "r" => "SELECT",
        "a" => "INSERT",
        "w" => "UPDATE",
        "d" => "DELETE",
        _ => "ALL",
    };
}
