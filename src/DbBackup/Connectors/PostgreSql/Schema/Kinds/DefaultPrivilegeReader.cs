using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Default privileges, by role, schema and kind. They come last, since they would act on what the restore makes. Each statement's drop is its
/// contrary, so that a restore into a database that has them starts from the same ground.
/// </summary>
internal sealed class DefaultPrivilegeReader : SchemaReader
{
    private sealed record Entry(CatalogId Id, uint Role, string? Schema, string Kind);

    private sealed record Row(Entry Entry, bool IsCurrent, AclItem? Item);

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var roles = await RoleNames.ReadAsync(catalog, token).ConfigureAwait(false);
        var rows = await catalog.QueryAsync(
            """
            SELECT d.oid, d.defaclrole, n.nspname::text,
                   CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES'
                        WHEN 'n' THEN 'SCHEMAS' WHEN 'L' THEN 'LARGE OBJECTS' END,
                   side.is_current, item.grantor, item.grantee, item.privilege_type, item.is_grantable
            FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
            CROSS JOIN LATERAL (VALUES (true, d.defaclacl), (false, CASE WHEN d.defaclnamespace = 0
                THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END::"char", d.defaclrole) END)) AS side (is_current, acl)
            LEFT JOIN LATERAL aclexplode(side.acl)
                WITH ORDINALITY AS item (grantor, grantee, privilege_type, is_grantable, place) ON true
            ORDER BY d.oid, side.is_current, item.place
            """, row => Read(catalog, row), token).ConfigureAwait(false);
        foreach (var entry in rows.GroupBy(row => row.Entry))
            schema.Add(Define(entry.Key, [.. entry], roles));
    }

    private static Row Read(PgCatalog catalog, NpgsqlDataReader row) => new(
        new Entry(catalog.Id("pg_default_acl", row.Oid(0)), row.Oid(1), row.TextOrNull(2), row.Text(3)), row.GetBoolean(4),
        row.IsDBNull(5) ? null : new AclItem(row.Oid(5), row.Oid(6), row.Text(7), row.GetBoolean(8)));

    private static SchemaObject Define(Entry entry, IReadOnlyList<Row> rows, RoleNames roles)
    {
        var place = entry.Schema is null ? "" : $" IN SCHEMA {PgName.Quote(entry.Schema)}";
        var identity = $"FOR ROLE {roles.Quoted(entry.Role)}{place} ON {entry.Kind}";
        var item = new SchemaObject
        {
            Id = entry.Id, Kind = "DEFAULT PRIVILEGES", Schema = entry.Schema, Name = identity, Identity = identity, Phase = SchemaPhase.Last,
        };
        var before = Side(rows, isCurrent: false);
        var now = Side(rows, isCurrent: true);
        var alter = $"ALTER DEFAULT PRIVILEGES FOR ROLE {roles.Quoted(entry.Role)}{place} ";
        foreach (var change in AclDifference.Of(entry.Role, before, now))
        {
            var contrary = alter + change.Contrary.Sql(entry.Kind, null, roles);
            var drop = entry.Schema is null ? contrary : DropBlock.InSchema(entry.Schema, contrary);
            item.Statements.Add(item.Statement(alter + change.Sql(entry.Kind, null, roles), drop) with
            {
                Aspect = StatementAspect.Privilege, Roles = roles.Of(entry.Role, change.Grantee),
            });
        }
        return item;
    }

    private static List<AclItem> Side(IReadOnlyList<Row> rows, bool isCurrent) =>
        [.. rows.Where(row => row.IsCurrent == isCurrent).Select(row => row.Item).OfType<AclItem>()];
}
