namespace DbBackup.Connectors;

/// <summary>Reads rules. The one that makes a view a view comes with it.</summary>
internal sealed class RuleReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var (item, table) in await RowsAsync(catalog, token).ConfigureAwait(false))
        {
            if (catalog.IsOwn(item.Id) && !catalog.IsExtensionMember(table))
                schema.Add(item);
        }
    }

    private static Task<List<(SchemaObject, CatalogId)>> RowsAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        $"""
        SELECT r.oid, n.nspname, c.relname, r.rulename, pg_get_ruledef(r.oid), r.ev_enabled::text, c.oid
        FROM pg_rewrite r
        JOIN pg_class c ON c.oid = r.ev_class AND c.relpersistence <> 't'
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE r.oid >= {PgCatalog.FirstNormalOid} AND r.rulename <> '_RETURN'
        ORDER BY n.nspname, c.relname, r.rulename
        """,
        row =>
        {
            var (name, table) = (PgName.Quote(row.Text(3)), PgName.Quote(row.Text(1), row.Text(2)));
            var item = new SchemaObject
            {
                Id = catalog.Id("pg_rewrite", row.OidOrZero(0)),
                Kind = "RULE",
                Schema = row.Text(1),
                Name = row.Text(3),
                Identity = $"{name} ON {table}",
                Phase = SchemaPhase.Trigger,
            };
            item.Append(row.Text(4).TrimEnd(';'), $"DROP RULE IF EXISTS {name} ON {table}", locks: [table]);
            if (row.Text(5) != "O")
                item.Append($"ALTER TABLE {table} {EnabledState.Clause(row.Text(5))} RULE {name}", phase: SchemaPhase.Policy, locks: [table]);
            return (item, catalog.Id("pg_class", row.OidOrZero(6)));
        },
        token);
}
