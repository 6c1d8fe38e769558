using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>The statements that load a stream's lines.</summary>
internal static class MySqlLoad
{
    /// <summary>The format of streams.</summary>
    public const string Format = "load-data";

    /// <summary>How rows are written, for <c>LOAD DATA</c>.</summary>
    public const string Lines = @"CHARACTER SET binary FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n'";

    /// <summary>The columns of <c>LOAD DATA</c>: names, and variables where something is made of the value first.</summary>
    public static IEnumerable<string> Targets(NativeStream stream) => stream.Columns.Count == 0
        ? ["@nothing"]
        : stream.Columns.Select((name, place) => ExpressionOf(stream, name) is null ? MySqlName.Quote(name) : Variable(place));

    /// <summary>What is made of the variables.</summary>
    public static IEnumerable<string> Assignments(NativeStream stream) => stream.Columns
        .Select((name, place) => ExpressionOf(stream, name) is { } expression ? $"{MySqlName.Quote(name)} = {Put(expression, Variable(place))}" : null).OfType<string>();

    /// <summary>What is made of a column's value; <see langword="null"/> for nothing.</summary>
    public static string? ExpressionOf(NativeStream stream, string column) => stream.Expressions?.GetValueOrDefault(column);

    /// <summary>Puts a value into an expression.</summary>
    public static string Put(string expression, string value) => expression.Replace("{0}", value, StringComparison.Ordinal);

    /// <summary>The whole statement, for the stock client and a file.</summary>
    public static string Statement(NativeStream stream, string file)
    {
        var made = string.Join(", ", Assignments(stream));
        return $"LOAD DATA LOCAL INFILE {MySqlName.Literal(file)} INTO TABLE {MySqlName.Quote(stream.Table!)} {Lines} ({string.Join(", ", Targets(stream))}){(made.Length == 0 ? "" : $" SET {made}")}";
    }

    private static string Variable(int place) => $"@v{place}";
}
