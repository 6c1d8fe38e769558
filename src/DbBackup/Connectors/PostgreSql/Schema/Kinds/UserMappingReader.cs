namespace DbBackup.Connectors;

/// <summary>
/// User mappings. Their options hold passwords; they are part of the database and are carried, as <c>pg_dump</c> does. Where they may not be
/// read the dump refuses: a mapping without them would look whole.
/// </summary>
internal sealed class UserMappingReader : SchemaReader
{
    private sealed record Mapping(uint Oid, string Server, uint ServerOid, string? Role, IReadOnlyList<IReadOnlyList<string?>> Options, bool IsHidden);

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var mapping in await catalog.QueryAsync(
            $"""
            SELECT umid, srvname::text, srvid, CASE WHEN umuser <> 0 THEN usename::text END, {ForeignOptions.Column("umoptions")},
                   umoptions IS NULL AND NOT has_table_privilege('pg_catalog.pg_user_mapping', 'SELECT')
            FROM pg_user_mappings WHERE umid >= 16384 ORDER BY srvname COLLATE "C", usename COLLATE "C"
            """, row => new Mapping(row.Oid(0), row.Text(1), row.Oid(2), row.TextOrNull(3), row.Rows(4), row.GetBoolean(5)), token)
            .ConfigureAwait(false))
        {
            var item = Define(catalog.Id("pg_user_mapping", mapping.Oid), mapping);
            if (mapping.IsHidden)
                schema.Refuse($"The options of the user mapping {item.Identity} are not visible to this role; dump as a superuser or drop the mapping.");
            schema.Add(item);
        }
    }

    private static SchemaObject Define(CatalogId id, Mapping mapping)
    {
        var identity = $"FOR {(mapping.Role is null ? "PUBLIC" : PgName.Quote(mapping.Role))} SERVER {PgName.Quote(mapping.Server)}";
        var item = new SchemaObject { Id = id, Kind = "USER MAPPING", Name = identity, Identity = identity };
        item.Statements.Add(item.Statement(
            $"CREATE USER MAPPING {identity}{ForeignOptions.Clause(mapping.Options)}", $"DROP USER MAPPING IF EXISTS {identity}")
            with { Roles = mapping.Role is null ? [] : [mapping.Role] });
        return item;
    }
}
