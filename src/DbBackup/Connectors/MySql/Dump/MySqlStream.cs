using System.Globalization;
using DbBackup.Archives;
using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>A stream of rows to dump, and how it is asked for.</summary>
/// <param name="Stream">The stream, as the archive has it.</param>
/// <param name="Table">The table.</param>
/// <param name="Condition">Which of its rows, as a <c>WHERE</c> clause; empty for all.</param>
/// <param name="TypedJson">What is done about JSON documents that their text does not tell.</param>
internal sealed record MySqlStream(NativeStream Stream, MySqlTable Table, string Condition, TypedJsonDocuments TypedJson)
{
    /// <summary>The sign of a row with a JSON document that its text does not tell.</summary>
    public const int TypedJsonSign = 2;

    private const int LongSign = 1;
    private const long LongBytes = 4 << 20;

    /// <summary>The places of the key's values where rows may be too long for memory and can be read piece by piece; else <see langword="null"/>.</summary>
    public IReadOnlyList<int>? KeyPlaces { get; } = Table.Key.Count > 0 && Table.Columns.Any(c => c.MayBeLong) && Table.Key.All(Table.Columns.Contains)
        ? [.. Table.Key.Select(k => Table.Columns.ToList().IndexOf(k))]
        : null;

    /// <summary>Whether a sign stands before the values: nothing for a row that goes as it is.</summary>
    public bool HasSign => Signs.Count > 0;

    /// <summary>The statement that gives the rows. Long ones come as their keys.</summary>
    public string Query
    {
        get
        {
            var values = Table.Columns.Select(c => IsLong is not null && c.MayBeLong ? $"IF({IsLong}, NULL, {MySqlValues.Select(c)})" : MySqlValues.Select(c));
            string[] sign = HasSign ? [$"CASE {string.Join(" ", Signs)} END"] : [];
            return $"SELECT {(Table.Columns.Count == 0 ? "NULL" : string.Join(", ", sign.Concat(values)))} FROM {MySqlName.Quote(Table.Name)}{Condition}";
        }
    }

    private string? IsLong => KeyPlaces is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(" + ", Table.Columns.Where(c => c.MayBeLong).Select(MySqlValues.Size))} > {LongBytes}");

    private List<string> Signs
    {
        get
        {
            var documents = TypedJson is TypedJsonDocuments.Refuse ? Table.Columns.Where(c => c.Type is "json").Select(MySqlValues.IsTypedJson).ToList() : [];
            List<string> signs = documents.Count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"WHEN {string.Join(" OR ", documents)} THEN {TypedJsonSign}")];
            if (IsLong is { } isLong)
                signs.Add(string.Create(CultureInfo.InvariantCulture, $"WHEN {isLong} THEN {LongSign}"));
            return signs;
        }
    }

    /// <summary>The table, for messages.</summary>
    public string Subject => $"table {MySqlName.Quote(Table.Name)}";

    /// <summary>Makes one.</summary>
    public static MySqlStream Of(int index, MySqlTable table, string? slice, string condition, TypedJsonDocuments typedJson)
    {
        var made = table.Columns.Where(c => MySqlValues.LoadExpression(c) is not null).ToDictionary(c => c.Name, c => MySqlValues.LoadExpression(c)!);
        return new(
            new()
            {
                Id = NativeFormat.StreamId(index), Table = table.Name, Columns = [.. table.Columns.Select(c => c.Name)], Format = MySqlLoad.Format, Slice = slice,
                Expressions = made.Count == 0 ? null : made,
            },
            table, condition, typedJson);
    }
}
