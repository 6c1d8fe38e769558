namespace DbBackup.Connectors;

/// <summary>Reads triggers, constraint triggers among them. A partition has its clones from its table; only another state is said of them.</summary>
internal sealed class TriggerReader : SchemaReader
{
    private sealed record Row(
        uint Id, uint Table, string TableIdentity, string TableKind, string Schema, string Name, string Definition, string State, uint Constraint, uint Parent,
        string? ParentState);

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var row in await RowsAsync(catalog, token).ConfigureAwait(false))
        {
            var id = catalog.Id("pg_trigger", row.Id);
            if (catalog.IsOwn(id) && !catalog.IsExtensionMember(catalog.Id("pg_class", row.Table)))
                schema.Add(Trigger(catalog, row, id));
        }
    }

    private static SchemaObject Trigger(PgCatalog catalog, Row row, CatalogId id)
    {
        var item = new SchemaObject
        {
            Id = id,
            Aliases = row.Constraint == 0 ? [] : [catalog.Id("pg_constraint", row.Constraint)],
            Kind = "TRIGGER",
            Schema = row.Schema,
            Name = row.Name,
            Identity = $"{PgName.Quote(row.Name)} ON {row.TableIdentity}",
            Phase = SchemaPhase.Trigger,
        };
        string[] table = [row.TableIdentity];
        if (row.Parent == 0)
            item.Append(row.Definition, $"DROP TRIGGER IF EXISTS {item.Identity}", locks: table);
        if (row.State != (row.ParentState ?? "O"))
            item.Append($"ALTER {Kind(row.TableKind)} {row.TableIdentity} {EnabledState.Clause(row.State)} TRIGGER {PgName.Quote(row.Name)}", phase: SchemaPhase.Policy, locks: table);
        return item;
    }

    private static string Kind(string kind) => kind == "f" ? "FOREIGN TABLE" : "TABLE";

    private static Task<List<Row>> RowsAsync(PgCatalog catalog, CancellationToken token)
    {
        var parent = catalog.Version >= 13 ? "t.tgparentid" : "0::oid";
        return catalog.QueryAsync(
            $"""
            SELECT t.oid, t.tgrelid, n.nspname, c.relname, c.relkind::text, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled::text, t.tgconstraint,
                {parent}, p.tgenabled::text
            FROM pg_trigger t
            JOIN pg_class c ON c.oid = t.tgrelid AND c.relpersistence <> 't'
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_trigger p ON p.oid = {parent}
            WHERE t.oid >= {PgCatalog.FirstNormalOid} AND NOT t.tgisinternal
            ORDER BY n.nspname, c.relname, t.tgname
            """,
            row => new Row(
                row.OidOrZero(0), row.OidOrZero(1), PgName.Quote(row.Text(2), row.Text(3)), row.Text(4), row.Text(2), row.Text(5), row.Text(6), row.Text(7),
                row.OidOrZero(8), row.OidOrZero(9), row.TextOrNull(10)),
            token);
    }
}
