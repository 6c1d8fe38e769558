namespace DbBackup.Connectors;

/// <summary>What is known of the statements of a script that <c>pg_dump</c> wrote: whether, when and with whose rights each of them runs.</summary>
internal static class PgScriptSchema
{
    private const string Kind = "STATEMENT OF";

    // Every session of a restore has set these already, and for servers that do not know one of them.
    private static readonly string[] SetAnyway =
    [
        "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "transaction_timeout", "client_encoding", "standard_conforming_strings",
        "check_function_bodies", "xmloption", "client_min_messages", "row_security",
    ];

    /// <summary>What sets back what such statements leave behind in their session.</summary>
    private static readonly string[] Afterwards = ["SET default_tablespace = ''", "SET default_table_access_method = heap"];

    /// <summary>The statements of a section.</summary>
    /// <param name="script">The section.</param>
    /// <param name="phase">When it runs, but for privileges and for what would act on the restore itself.</param>
    /// <exception cref="FormatException">It is not what <c>pg_dump</c> writes.</exception>
    public static IEnumerable<SchemaStatement> Of(string script, SchemaPhase phase)
    {
        var isLast = false;
        foreach (var statement in PgScript.Split(script).Where(statement => !IsSetAnyway(statement)))
        {
            // pg_dump writes event triggers at the very end, and then what is said of them.
            isLast |= statement.StartsWith("create", "event", "trigger");
            var aspect = Aspect(statement);
            yield return new SchemaStatement
            {
                Kind = Kind, Identity = statement.Title, Aspect = aspect, Sql = statement.Sql, Roles = [.. Roles(statement).Where(role => role != "public").Distinct()],
                Phase = isLast || statement.StartsWith("alter", "default", "privileges") ? SchemaPhase.Last : aspect is StatementAspect.Privilege ? SchemaPhase.Privilege : phase,
            };
        }
        foreach (var sql in Afterwards)
            yield return new SchemaStatement { Kind = Kind, Identity = "the session", Sql = sql, Phase = phase };
    }

    /// <summary>The extension that a statement makes, unquoted; <see langword="null"/> when it makes none.</summary>
    public static string? Extension(SchemaStatement statement) =>
        PgScript.Split(statement.Sql + ";") is [var only] && only.StartsWith("create", "extension") ? only.NamesAfter(last: false, "exists").FirstOrDefault() : null;

    private static bool IsSetAnyway(PgScriptStatement statement) =>
        (statement.StartsWith("set") && Array.Exists(SetAnyway, name => statement.IsWord(1, name)))
        || statement.Sql == "SELECT pg_catalog.set_config('search_path', '', false)";

    private static StatementAspect Aspect(PgScriptStatement statement) =>
        statement.StartsWith("comment", "on") ? StatementAspect.Comment
        : statement.StartsWith("security", "label") ? StatementAspect.SecurityLabel
        : IsOwner(statement) ? StatementAspect.Owner
        : IsPrivilege(statement) ? StatementAspect.Privilege
        : StatementAspect.Definition;

    private static bool IsOwner(PgScriptStatement statement) => statement.StartsWith("alter") && statement.IsWord(^3, "owner") && statement.IsWord(^2, "to");

    // Who granted is said by whose session it is.
    private static bool IsPrivilege(PgScriptStatement statement) =>
        statement.StartsWith("grant") || statement.StartsWith("revoke") || statement.StartsWith("alter", "default", "privileges")
        || statement.StartsWith("set", "session", "authorization") || statement.StartsWith("reset", "session", "authorization");

    private static IEnumerable<string> Roles(PgScriptStatement statement)
    {
        if (IsOwner(statement))
            return statement.NamesAfter(last: true, "to");
        if (statement.StartsWith("set", "session", "authorization"))
            return statement.NamesAfter(last: true, "authorization");
        if (IsPrivilege(statement))
            return [.. statement.NamesAfter(last: false, "role"), .. statement.NamesAfter(last: true, "to", "from")];
        if (statement.StartsWith("create", "user", "mapping"))
            return statement.NamesAfter(last: false, "for");
        return statement.StartsWith("create", "policy") ? statement.NamesAfter(last: false, "to") : [];
    }
}
