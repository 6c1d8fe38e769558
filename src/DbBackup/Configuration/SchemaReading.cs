namespace DbBackup.Configuration;

/// <summary>Where the definitions of a PostgreSQL database come from.</summary>
public enum SchemaReading
{
    /// <summary>The best way that there is: in this version the same as <see cref="InProcess"/>.</summary>
    Auto,

    /// <summary>From the catalogs, in process. What cannot be carried fails the run.</summary>
    InProcess,

    /// <summary>From <c>pg_dump --schema-only</c>, inside the same snapshot. Not available in this version, and so refused; the connector <c>pg_dump</c> is.</summary>
    PgDump,
}
