using System.Globalization;
using System.Text;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// The members of <c>ENUM</c> and <c>SET</c>. Servers show those beyond the basic plane as question marks; as values of a column they tell them.
/// </summary>
internal static class MemberNames
{
    private const string Probe = "dbbackup_members";
    private const int MostSetMembers = 64;

    /// <summary>The table's statement with the members as they are.</summary>
    public static async Task<string> CompleteAsync(MySqlConnection connection, string table, string sql, List<string> refusals, CancellationToken token)
    {
        if (!sql.Contains('?', StringComparison.Ordinal))
            return sql;
        var tokens = MySqlTokens.Of(sql).ToList();
        var completed = new StringBuilder(sql);
        for (var at = tokens.Count - 4; at > 0; at--)
        {
            var isSet = tokens[at].Is(sql, "set");
            if (tokens[at - 1].Kind is not MySqlTokenKind.Name || !(isSet || tokens[at].Is(sql, "enum")) || !tokens[at + 1].Is(sql, "("))
                continue;
            var end = tokens.FindIndex(at, t => t.Is(sql, ")"));
            var count = tokens.Skip(at).Take(end - at).Count(t => t.Kind is MySqlTokenKind.Text);
            if (!sql.AsSpan(tokens[at].Start, tokens[end].Start - tokens[at].Start).Contains('?'))
                continue;
            if (await MembersAsync(connection, table, tokens[at - 1].Text(sql), isSet, count, token).ConfigureAwait(false) is { } members)
                completed.Remove(tokens[at + 2].Start, tokens[end].Start - tokens[at + 2].Start).Insert(tokens[at + 2].Start, string.Join(",", members.Select(MySqlName.Literal)));
            else
                refusals.Add($"Column {MySqlName.Quote(table)}.{tokens[at - 1].Text(sql)} has a member with a question mark, which may stand for another character, and this account may not find out; grant it CREATE TEMPORARY TABLES.");
        }
        return completed.ToString();
    }

    private static async Task<List<string>?> MembersAsync(MySqlConnection connection, string table, string column, bool isSet, int count, CancellationToken token)
    {
        var numbers = Enumerable.Range(0, count).Select(i => isSet ? 1UL << (i % MostSetMembers) : (ulong)i + 1);
        try
        {
            await connection.ExecuteAsync($"CREATE TEMPORARY TABLE {Probe} SELECT {column} AS member FROM {MySqlName.Quote(table)} LIMIT 0", token).ConfigureAwait(false);
            await connection.ExecuteAsync(
                $"INSERT INTO {Probe} VALUES {string.Join(",", numbers.Select(n => string.Create(CultureInfo.InvariantCulture, $"({n})")))}", token).ConfigureAwait(false);
            return await connection.QueryAsync($"SELECT member FROM {Probe} ORDER BY CAST(member AS UNSIGNED)", row => row.Text(0), token).ConfigureAwait(false);
        }
        catch (MySqlException e) when (e.Number is 1044 or 1142 or 1227 or 1290 or 1223 or 1786 or 1787 or 1792)
        {
            return null;
        }
        finally
        {
            await connection.ExecuteAsync($"DROP TEMPORARY TABLE IF EXISTS {Probe}", token).ConfigureAwait(false);
        }
    }
}
