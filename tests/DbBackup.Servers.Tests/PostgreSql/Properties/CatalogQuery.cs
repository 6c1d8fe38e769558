using System.Text.RegularExpressions;
using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Properties;

/// <summary>A query by which the product learns what there is, and what the server answers to it.</summary>
internal sealed partial class CatalogQuery
{
    private readonly string _text;
    private readonly List<string> _types = [];
    private readonly List<string?[]> _rows = [];
    private readonly List<string> _expressions;

    private CatalogQuery(string text, NpgsqlDataReader answer)
    {
        _text = text;
        for (var column = 0; column < answer.FieldCount; column++)
            _types.Add(answer.GetDataTypeName(column));
        _expressions = Expressions(text) is { } expressions && expressions.Count == _types.Count ? expressions : [.. _types.Select((_, column) => answer.GetName(column))];
    }

    /// <summary>What it reads, a column each.</summary>
    public IEnumerable<Property> Properties => _expressions.Select(Property).Where((_, column) => !NoProperty().IsMatch(_expressions[column]));

    /// <summary>Asks the server.</summary>
    public static async Task<CatalogQuery> RunAsync(NpgsqlConnection connection, string text)
    {
        await using var command = new NpgsqlCommand(text, connection) { AllResultTypesAreUnknown = true };
        await using var answer = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var query = new CatalogQuery(text, answer);
        while (await answer.ReadAsync(TestContext.Current.CancellationToken))
            query._rows.Add([.. Enumerable.Range(0, answer.FieldCount).Select(i => answer.IsDBNull(i) ? null : answer.GetString(i))]);
        return query;
    }

    private Property Property(string expression, int column)
    {
        var name = $"{FirstFrom().Match(_text).Groups["catalog"].Value}: {expression}";
        var values = _rows.ConvertAll(row => row[column]);
        if (values.Distinct().Count() < 2)
            return new(name, _text, null, HasExample: false);
        if (values.Contains(null))
            return new(name, _text, Without(column, "NULL"), HasExample: true);
        // What most objects have is nothing special. Where no two have the same it is a name or a definition.
        var most = values.GroupBy(value => value).MaxBy(group => group.Count())!;
        return new(name, _text, most.Count() > 1 ? Without(column, Sql.Text(most.Key!)) : null, HasExample: true);
    }

    private string Without(int column, string value)
    {
        var names = _types.Select((_, i) => $"c{i}").ToList();
        var list = names.Select((name, i) => i == column ? $"{value}::{_types[i]}" : name);
        return $"SELECT {string.Join(", ", list)} FROM ({_text}\n) AS q({string.Join(", ", names)})";
    }

    // What stands between SELECT and FROM, outside of all parentheses and quotes, cut at the commas.
    private static List<string>? Expressions(string text)
    {
        var (depth, begin) = (0, -1);
        var expressions = new List<string>();
        foreach (var token in Tokens().Matches(text).Cast<Match>())
        {
            depth += token.Value is "(" or "[" ? 1 : token.Value is ")" or "]" ? -1 : 0;
            if (depth > 0)
                continue;
            if (begin < 0)
                begin = token.Value == "SELECT" ? token.Index + token.Length : -1;
            else if (token.Value is "," or "FROM")
            {
                expressions.Add(Spaces().Replace(text[begin..token.Index], " ").Trim());
                begin = token.Index + token.Length;
                if (token.Value == "FROM")
                    return expressions;
            }
        }
        return null;
    }

    [GeneratedRegex(@"\bFROM\s+(?<catalog>pg_\w+)")]
    private static partial Regex FirstFrom();

    [GeneratedRegex(@"'(?:[^']|'')*'|""[^""]*""|\w+|[()\[\],]")]
    private static partial Regex Tokens();

    // Which object it is about, and what only other versions have.
    [GeneratedRegex(@"^((\w+\.)?(oid|\w*classid|\w*objid|classoid|objoid|nspname)|NULL|true|false)(::text)?$")]
    private static partial Regex NoProperty();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
