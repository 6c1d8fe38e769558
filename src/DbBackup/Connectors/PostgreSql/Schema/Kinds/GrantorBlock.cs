namespace DbBackup.Connectors;

/// <summary>A grant that somebody else than the owner gave.</summary>
internal static class GrantorBlock
{
    /// <summary>
    /// The body of a block that runs a statement as another role and then goes back. A superuser's grant counts as the owner's, whoever is
    /// named; only the grantor can give it in its own name.
    /// </summary>
    public static string Body(string grantor, string sql) =>
        $"""
        DECLARE before text := pg_catalog.current_setting('role');
        BEGIN
            SET LOCAL ROLE {grantor};
            {sql};
            PERFORM pg_catalog.set_config('role', before, true);
        END
        """;
}
