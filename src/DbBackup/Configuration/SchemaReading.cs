namespace DbBackup.Configuration;

/// <summary>Where the definitions of a PostgreSQL database come from.</summary>
public enum SchemaReading
{
    /// <summary>From the catalogs; where something cannot be carried so, from <c>pg_dump</c>, when one of a fitting version is on the path.</summary>
    Auto,

    /// <summary>From the catalogs, in process. What cannot be carried fails the run.</summary>
    InProcess,

    /// <summary>From <c>pg_dump --schema-only</c>, inside the same snapshot.</summary>
    PgDump,
}
