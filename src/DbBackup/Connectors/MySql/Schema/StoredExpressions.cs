using System.Buffers;
using System.Text;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// The expressions of generated columns, checks and functional keys as MySQL has stored them. What <c>SHOW CREATE TABLE</c> answers depends on who has
/// used the table before: a literal that was compared with a column of another character set may stand in that one, and its characters as question marks.
/// </summary>
/// <param name="found">By table, by the word before it, and by the name of the column, check or key, in their order.</param>
internal sealed class StoredExpressions(ILookup<(string Table, string Before, string Name), string> found)
{
    private static readonly SearchValues<char> Shown = SearchValues.Create([.. Enumerable.Range(1, 127).Select(c => (char)c).Where(c => c != '?')]);

    /// <summary>Reads those of the session's database.</summary>
    public static async Task<StoredExpressions> ReadAsync(MySqlConnection connection, CancellationToken token)
    {
        var found = await connection.QueryAsync(
            $"SELECT TABLE_NAME, '{ExpressionPlaces.Generated}', COLUMN_NAME, GENERATION_EXPRESSION AS expression, 0 AS place FROM information_schema.COLUMNS WHERE {CatalogTable.InDatabase("TABLE_SCHEMA")} AND GENERATION_EXPRESSION <> '' " +
            $"UNION ALL SELECT TABLE_NAME, '', INDEX_NAME, EXPRESSION, SEQ_IN_INDEX FROM information_schema.STATISTICS WHERE {CatalogTable.InDatabase("TABLE_SCHEMA")} AND EXPRESSION IS NOT NULL " +
            $"UNION ALL SELECT c.TABLE_NAME, '{ExpressionPlaces.Check}', c.CONSTRAINT_NAME, k.CHECK_CLAUSE, 0 FROM information_schema.TABLE_CONSTRAINTS c JOIN information_schema.CHECK_CONSTRAINTS k USING (CONSTRAINT_SCHEMA, CONSTRAINT_NAME) " +
            $"WHERE {CatalogTable.InDatabase("c.CONSTRAINT_SCHEMA")} AND c.CONSTRAINT_TYPE = 'CHECK' ORDER BY place",
            row => (Table: row.Text(0), Before: row.Text(1), Name: row.Text(2), Expression: Unescape(row.Text(3))), token).ConfigureAwait(false);
        return new(found.ToLookup(e => (e.Table, e.Before, e.Name), e => e.Expression));
    }

    /// <summary>The table's statement with its expressions as they are stored.</summary>
    /// <param name="table">The table.</param>
    /// <param name="sql">What was answered.</param>
    /// <param name="refusals">Where it is said that a literal is not known.</param>
    public string Restore(string table, string sql, List<string> refusals)
    {
        var tokens = MySqlTokens.Of(sql).ToList();
        var restored = new StringBuilder(sql);
        foreach (var place in ExpressionPlaces.Of(sql, tokens).Reverse())
        {
            var shown = sql[place.Start..place.End];
            var stored = found[(table, place.Before, place.Name)].ElementAtOrDefault(place.Number);
            if (stored is not null && Ascii.IsValid(stored) && MySqlTokens.Of(stored).Count() == MySqlTokens.Of(shown).Count())
                restored.Remove(place.Start, place.End - place.Start).Insert(place.Start, stored);
            else if (HasUnknownLiteral(shown))
                refusals.Add(
                    $"Table {MySqlName.Quote(table)}: MySQL does not show the characters of a text in the expression of {MySqlName.Quote(place.Name)} ({shown.ReplaceLineEndings(" ")}), which could not be made again; " +
                    "give the columns that it is compared with the character set utf8mb4, or exclude the table.");
        }
        return restored.ToString();
    }

    // Between quotes after the name of a character set there stand characters of that one, which the answer has not.
    private static bool HasUnknownLiteral(string expression)
    {
        var tokens = MySqlTokens.Of(expression).ToList();
        return tokens.Zip(tokens.Skip(1)).Any(pair =>
            pair.Second.Kind is MySqlTokenKind.Text && pair.First.Text(expression) is ['_', .. var characterSet] && !characterSet.StartsWith("utf8", StringComparison.Ordinal) &&
            pair.Second.Text(expression).AsSpan().ContainsAnyExcept(Shown));
    }

    // The catalog shows quotes, backslashes and breaks escaped.
    private static string Unescape(string shown)
    {
        var text = new StringBuilder(shown.Length);
        for (var at = 0; at < shown.Length; at++)
            text.Append(shown[at] != '\\' || at + 1 == shown.Length ? shown[at] : shown[++at] switch { 'n' => '\n', 'r' => '\r', '0' => '\0', 'Z' => '\u001a', var other => other });
        return text.ToString();
    }
}
