namespace DbBackup.Connectors;

/// <summary>Whose each object is. Extensions, casts and transforms have none that a statement could set.</summary>
internal sealed class OwnerReader(RoleNames roles)
{
    /// <summary>The role that owns <c>public</c> since version 15.</summary>
    private const string DatabaseOwner = "pg_database_owner";

    /// <summary>The role that ran initdb.</summary>
    private const uint Bootstrap = 10;

    /// <summary>Adds the statements to their objects.</summary>
    public async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var (id, owner) in await catalog.QueryAsync(Query, row => (new CatalogId(row.Oid(0), row.Oid(1)), row.Oid(2)), token)
            .ConfigureAwait(false))
            if (schema.Find(id) is { } item && item.Id == id && !catalog.IsExtensionMember(id) && !IsGiven(catalog, item, owner))
                item.Statements.Add(item.Owner(owner, roles));
    }

    // initdb gives "public" to the same role everywhere, whatever that one's name is.
    private bool IsGiven(PgCatalog catalog, SchemaObject item, uint owner) => item is { Kind: "SCHEMA", Name: "public" }
        && (catalog.Version < 15 ? owner == Bootstrap : roles.Name(owner) == DatabaseOwner);

    private const string Query =
        """
        SELECT tableoid, oid, nspowner FROM pg_namespace
        UNION ALL SELECT tableoid, oid, relowner FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        UNION ALL SELECT tableoid, oid, proowner FROM pg_proc
        UNION ALL SELECT tableoid, oid, typowner FROM pg_type
        UNION ALL SELECT tableoid, oid, lanowner FROM pg_language
        UNION ALL SELECT tableoid, oid, fdwowner FROM pg_foreign_data_wrapper
        UNION ALL SELECT tableoid, oid, srvowner FROM pg_foreign_server
        UNION ALL SELECT tableoid, oid, collowner FROM pg_collation
        UNION ALL SELECT tableoid, oid, conowner FROM pg_conversion
        UNION ALL SELECT tableoid, oid, oprowner FROM pg_operator
        UNION ALL SELECT tableoid, oid, opcowner FROM pg_opclass
        UNION ALL SELECT tableoid, oid, opfowner FROM pg_opfamily
        UNION ALL SELECT tableoid, oid, dictowner FROM pg_ts_dict
        UNION ALL SELECT tableoid, oid, cfgowner FROM pg_ts_config
        UNION ALL SELECT tableoid, oid, evtowner FROM pg_event_trigger
        UNION ALL SELECT tableoid, oid, pubowner FROM pg_publication
        UNION ALL SELECT tableoid, oid, stxowner FROM pg_statistic_ext
        """;
}
