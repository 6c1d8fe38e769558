namespace DbBackup.Connectors;

/// <summary>Types whose values mean something else, or nothing, in another database when they go in binary.</summary>
internal static class TextTypes
{
    /// <summary>
    /// Those that name objects by oid, those without functions to send or receive, and all that contain one. Before 14 arrays and composites
    /// also name the types of their elements by oid, and the server insists on it. An empty <c>tsquery</c> can be sent, but is refused when it
    /// is received.
    /// </summary>
    public static async Task<HashSet<uint>> ReadAsync(PgCatalog catalog, CancellationToken token)
    {
        var multirange = catalog.Version >= 14 ? "UNION ALL SELECT rngmultitypid, rngsubtype FROM pg_range" : "";
        var strict = catalog.Version >= 14
            ? ""
            : $"""
              UNION SELECT oid FROM pg_type WHERE typlen = -1 AND typelem >= {PgCatalog.FirstNormalOid}
              UNION SELECT t.oid FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                  WHERE a.atttypid >= {PgCatalog.FirstNormalOid}
              """;
        return [.. await catalog.QueryAsync(
            $"""
            WITH RECURSIVE contains(outer_type, inner_type) AS (
                SELECT oid, typelem FROM pg_type WHERE typelem <> 0 AND typlen = -1
                UNION ALL SELECT oid, typbasetype FROM pg_type WHERE typbasetype <> 0
                UNION ALL SELECT rngtypid, rngsubtype FROM pg_range
                {multirange}
                UNION ALL SELECT t.oid, a.atttypid FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                    WHERE t.typtype = 'c'
            ), text_types(oid) AS (
                SELECT oid FROM (
                    SELECT oid FROM pg_type WHERE typtype <> 'p' AND (typsend = 0 OR typreceive = 0
                        OR typnamespace = 'pg_catalog'::regnamespace AND (typname ~ '^reg' AND typcategory = 'N' OR typname IN ('aclitem', 'tsquery')))
                    {strict}
                ) AS start
                UNION SELECT c.outer_type FROM contains c JOIN text_types x ON x.oid = c.inner_type
            )
            SELECT oid FROM text_types
            """,
            row => row.OidOrZero(0), token).ConfigureAwait(false)];
    }
}
