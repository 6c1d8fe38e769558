using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Whether an account sees all of a database. What it may not see is not in the catalogs, so that a dump would lack it without a word.</summary>
internal static class MySqlRights
{
    private const string NoSuchName = "dbbackup_no_such_name";
    private const int NoSuchTable = 1146;

    /// <summary>What is missing, one sentence each.</summary>
    public static async Task<List<string>> MissingAsync(MySqlConnection connection, MySqlServerVersion version, CancellationToken token)
    {
        var missing = new List<string>();
        // Who may read the whole database is told that there is no such table; anybody else, that he may not know.
        if (await ErrorOfAsync(connection, $"SELECT 1 FROM {MySqlName.Quote(NoSuchName)}", token).ConfigureAwait(false) is not NoSuchTable)
            missing.Add(Sentence(connection, "SELECT", "tables"));
        if (await ErrorOfAsync(connection, "SHOW EVENTS", token).ConfigureAwait(false) is not 0)
            missing.Add(Sentence(connection, "EVENT", "events"));
        var grants = await GrantsAsync(connection, version, token).ConfigureAwait(false);
        if (!Has(grants, connection.Database, "TRIGGER"))
            missing.Add(Sentence(connection, "TRIGGER", "triggers"));
        if (!Has(grants, connection.Database, "SHOW VIEW"))
            missing.Add(Sentence(connection, "SHOW VIEW", "views"));
        if (!Has(grants, connection.Database, "EXECUTE", "CREATE ROUTINE", "ALTER ROUTINE", "SHOW_ROUTINE", "SHOW CREATE ROUTINE"))
            missing.Add(Sentence(connection, version.IsMariaDb ? "EXECUTE" : "SHOW_ROUTINE", "routines", isGlobal: !version.IsMariaDb));
        return missing;
    }

    private static string Sentence(MySqlConnection connection, string right, string what, bool isGlobal = false)
    {
        var where = isGlobal ? "*.*" : $"{MySqlName.Quote(connection.Database)}.*";
        return $"The account lacks {right} on {where}, so that {what} might be missing from the backup without a word; GRANT {right} ON {where} to it.";
    }

    private static async Task<int> ErrorOfAsync(MySqlConnection connection, string sql, CancellationToken token)
    {
        try
        {
            await connection.QueryAsync(sql, _ => 0, token).ConfigureAwait(false);
            return 0;
        }
        catch (MySqlException e) when (e.Number is 1142 or 1044 or 1045 or NoSuchTable)
        {
            return e.Number;
        }
    }

    private static async Task<List<string>> GrantsAsync(MySqlConnection connection, MySqlServerVersion version, CancellationToken token)
    {
        var roles = version.IsMariaDb ? "NONE" : (await connection.QueryAsync("SELECT CURRENT_ROLE()", row => row.Text(0), token).ConfigureAwait(false))[0];
        return await connection.QueryAsync(roles is "NONE" or "" ? "SHOW GRANTS" : $"SHOW GRANTS FOR CURRENT_USER() USING {roles}", row => row.Text(0), token).ConfigureAwait(false);
    }

    private static bool Has(List<string> grants, string database, params string[] rights)
    {
        foreach (var grant in grants)
        {
            var tokens = MySqlTokens.Of(grant).ToList();
            var on = tokens.FindIndex(t => t.Is(grant, "ON"));
            if (on < 0 || !tokens[0].Is(grant, "GRANT") || on + 3 >= tokens.Count || !tokens[on + 3].Is(grant, "*"))
                continue;
            var place = tokens[on + 1].Is(grant, "*") ? "*" : tokens[on + 1].Unquote(grant);
            var granted = grant[tokens[1].Start..tokens[on].Start].Split(',').Select(r => r.Trim());
            if (Covers(place, database) && granted.Any(r => r is "ALL PRIVILEGES" or "ALL" || rights.Contains(r, StringComparer.OrdinalIgnoreCase)))
                return true;
        }
        return false;
    }

    // A database's name in a grant is a pattern: % is anything, _ any character, and a backslash takes that away.
    private static bool Covers(string place, string database)
    {
        if (place == "*")
            return true;
        var pattern = new System.Text.StringBuilder(@"\A");
        for (var i = 0; i < place.Length; i++)
            pattern.Append(place[i] switch
            {
                '\\' when i + 1 < place.Length => System.Text.RegularExpressions.Regex.Escape(place[++i].ToString()),
                '%' => ".*",
                '_' => ".",
                var c => System.Text.RegularExpressions.Regex.Escape(c.ToString()),
            });
        return System.Text.RegularExpressions.Regex.IsMatch(
            database, pattern.Append(@"\z").ToString(),
            System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.IgnoreCase | System.Text.RegularExpressions.RegexOptions.NonBacktracking);
    }
}
