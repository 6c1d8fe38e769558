namespace DbBackup.Connectors;

/// <summary>How the contents of large objects get into a database: as rows of a temporary table.</summary>
internal static class LargeObjectLoad
{
    /// <summary>Makes the table.</summary>
    public const string Create = $"CREATE TEMPORARY TABLE {Name}(oid pg_catalog.oid, place pg_catalog.int8, data pg_catalog.bytea)";

    /// <summary>Makes the table where this session has not made it.</summary>
    public const string CreateIfMissing = $"CREATE TEMPORARY TABLE IF NOT EXISTS {Name}(oid pg_catalog.oid, place pg_catalog.int8, data pg_catalog.bytea)";

    /// <summary>Writes its rows into the objects.</summary>
    public const string Put = $"SELECT pg_catalog.count(pg_catalog.lo_put(oid, place, data)::pg_catalog.text) FROM {PgCopy.LargeObjectTable}";

    /// <summary>Empties it.</summary>
    public const string Clear = $"TRUNCATE {PgCopy.LargeObjectTable}";

    private const string Name = "dbbackup_large_objects";
}
