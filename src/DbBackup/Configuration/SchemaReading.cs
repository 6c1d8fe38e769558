namespace DbBackup.Configuration;

/// <summary>Where the definitions of a PostgreSQL database come from.</summary>
public enum SchemaReading
{
    /// <summary>
    /// From the catalogs, in process; where something is there that cannot be carried so, from <c>pg_dump</c> when one is on the PATH that is
    /// not older than the server. Else the run fails with both reasons.
    /// </summary>
    Auto,

    /// <summary>From the catalogs, in process. What cannot be carried fails the run.</summary>
    InProcess,

    /// <summary>From <c>pg_dump --schema-only</c>, inside the same snapshot. Rows are read in process all the same.</summary>
    PgDump,
}
