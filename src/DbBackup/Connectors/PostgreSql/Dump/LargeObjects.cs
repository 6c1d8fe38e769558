using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The large objects of a database; they belong to a dump of all of it.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Statements">What makes them, whose they are, who may use them, and what is said of them. Contents are in the data.</param>
internal sealed record LargeObjects(long Count, IReadOnlyList<SchemaStatement> Statements)
{
    private const string Kind = "LARGE OBJECT";

    /// <summary>Reads them.</summary>
    public static async Task<LargeObjects> ReadAsync(NpgsqlConnection connection, SchemaScope scope, CancellationToken token)
    {
        if (scope.Schemas.Count > 0)
            return new(0, []);
        var found = await connection.QueryAsync(
            """
            SELECT m.oid::text, o.rolname::text, obj_description(m.oid, 'pg_largeobject'),
                ARRAY(SELECT format('%s%s%s', a.privilege_type, CASE WHEN a.is_grantable THEN '*' ELSE ' ' END, coalesce(g.rolname::text, ''))
                    FROM aclexplode(m.lomacl) WITH ORDINALITY AS a(grantor, grantee, privilege_type, is_grantable, place) LEFT JOIN pg_roles g ON g.oid = a.grantee ORDER BY a.place),
                m.lomacl IS NOT NULL
            FROM pg_largeobject_metadata m JOIN pg_roles o ON o.oid = m.lomowner ORDER BY m.oid
            """,
            row => (Oid: row.GetString(0), Owner: row.GetString(1), Comment: row.IsDBNull(2) ? null : row.GetString(2), Grants: row.GetFieldValue<string[]>(3), HasAcl: row.GetBoolean(4)),
            token).ConfigureAwait(false);
        return new(found.Count, [.. found.SelectMany(o => StatementsOf(o.Oid, o.Owner, o.Comment, o.HasAcl ? o.Grants : null))]);
    }

    private static IEnumerable<SchemaStatement> StatementsOf(string oid, string owner, string? comment, string[]? grants)
    {
        yield return Statement(oid, StatementAspect.Definition, $"SELECT pg_catalog.lo_create({oid})") with
        {
            Drop = $"SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata WHERE oid = {oid}",
        };
        yield return Statement(oid, StatementAspect.Owner, $"ALTER LARGE OBJECT {oid} OWNER TO {PgName.Quote(owner)}", owner);
        if (comment is not null)
            yield return Statement(oid, StatementAspect.Comment, $"COMMENT ON LARGE OBJECT {oid} IS {PgName.Literal(comment)}");
        if (grants is null)
            yield break;
        yield return Statement(oid, StatementAspect.Privilege, $"REVOKE ALL ON LARGE OBJECT {oid} FROM {PgName.Quote(owner)}", owner);
        foreach (var grant in grants)
        {
            var end = grant.AsSpan().IndexOfAny(' ', '*');
            var (privilege, role) = (grant[..end], grant[(end + 1)..]);
            var to = role.Length == 0 ? "PUBLIC" : PgName.Quote(role);
            yield return Statement(
                oid, StatementAspect.Privilege, $"GRANT {privilege} ON LARGE OBJECT {oid} TO {to}{(grant[end] == '*' ? " WITH GRANT OPTION" : "")}", role.Length == 0 ? [] : [role]);
        }
    }

    private static SchemaStatement Statement(string oid, StatementAspect aspect, string sql, params string[] roles) =>
        new() { Kind = Kind, Identity = oid, Aspect = aspect, Phase = SchemaPhase.PreData, Sql = sql, Roles = roles };
}
