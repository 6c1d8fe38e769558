using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The catalogs of a database as one snapshot sees them: queries with names as texts, and what of it is in the dump's scope.</summary>
internal sealed class PgCatalog
{
    /// <summary>The first oid that initdb does not give away; what is below is built in.</summary>
    public const uint FirstNormalOid = 16384;

    // An extension's table or domain is listed as its member, but not what it made on it: defaults, constraints, indexes, triggers. They go
    // with it, and what somebody else put there cannot be told from them. Policies are an administrator's.
    private const string Members =
        """
        WITH RECURSIVE members(classid, objid) AS (
            SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
            UNION SELECT d.classid, d.objid FROM pg_depend d JOIN members m ON m.classid = d.refclassid AND m.objid = d.refobjid
                WHERE d.deptype IN ('a', 'i') AND d.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_constraint'::regclass) AND (
                    d.classid IN ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass, 'pg_statistic_ext'::regclass)
                    OR d.classid = 'pg_class'::regclass AND d.objid IN (SELECT oid FROM pg_class WHERE relkind IN ('i', 'I')))
        )
        SELECT classid, objid FROM members
        """;

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<string, uint> _classes = new(StringComparer.Ordinal);
    private readonly HashSet<CatalogId> _members = [];
    private readonly Dictionary<Type, object> _read = [];

    private PgCatalog(NpgsqlConnection connection, string database)
    {
        _connection = connection;
        Database = database;
        Version = connection.PostgreSqlVersion.Major;
    }

    /// <summary>The database's key in the configuration, for messages.</summary>
    public string Database { get; }

    /// <summary>The server's major version.</summary>
    public int Version { get; }

    /// <summary>Prepares the reading. The connection is inside the snapshot's transaction with an empty search path.</summary>
    public static async Task<PgCatalog> OpenAsync(NpgsqlConnection connection, string database, CancellationToken token)
    {
        var catalog = new PgCatalog(connection, database);
        await catalog.LeaveQueriesUncompiledAsync(token).ConfigureAwait(false);
        foreach (var (name, oid) in await catalog.QueryAsync(
            "SELECT relname::text, oid FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'",
            row => (row.GetString(0), row.GetFieldValue<uint>(1)), token).ConfigureAwait(false))
            catalog._classes.Add(name, oid);
        catalog._members.UnionWith(await catalog.QueryAsync(
            Members, row => new CatalogId(row.GetFieldValue<uint>(0), row.GetFieldValue<uint>(1)), token).ConfigureAwait(false));
        return catalog;
    }

    /// <summary>Names an object of a catalog: <c>Id("pg_class", oid)</c>.</summary>
    public CatalogId Id(string catalog, uint oid) => new(_classes[catalog], oid);

    /// <summary>Whether it is part of an extension, which brings it along.</summary>
    public bool IsExtensionMember(CatalogId id) => _members.Contains(id);

    /// <summary>Whether it is neither built in nor part of an extension.</summary>
    public bool IsOwn(CatalogId id) => id.Object >= FirstNormalOid && !IsExtensionMember(id);

    /// <summary>Reads something that several readers need, once.</summary>
    public async Task<T> OnceAsync<T>(Func<Task<T>> read) where T : class
    {
        if (!_read.TryGetValue(typeof(T), out var known))
            _read.Add(typeof(T), known = await read().ConfigureAwait(false));
        return (T)known;
    }

    // The server would take longer to compile the queries than to run them.
    private Task LeaveQueriesUncompiledAsync(CancellationToken token) => _connection.ExecuteAsync("SET LOCAL jit = off", token);

    /// <summary>Reads every row of a query.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken token) => _connection.QueryAsync(sql, read, token);
}
