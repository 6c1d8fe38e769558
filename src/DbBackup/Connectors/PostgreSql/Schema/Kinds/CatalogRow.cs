using System.Text.Json;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Reads the columns of a catalog as the readers of kinds want them. Lists come as JSON, which no type mapping has to know.</summary>
internal static class CatalogRow
{
    /// <summary>A text.</summary>
    public static string Text(this NpgsqlDataReader row, int column) => row.GetString(column);

    /// <summary>A text that may be missing.</summary>
    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>An oid.</summary>
    public static uint Oid(this NpgsqlDataReader row, int column) => row.GetFieldValue<uint>(column);

    /// <summary>A list of texts that the query gives as <c>json_agg(…)::text</c> or <c>to_json(array)::text</c>; empty when it is missing.</summary>
    public static IReadOnlyList<string> Texts(this NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return [];
        using var list = JsonDocument.Parse(row.GetString(column));
        return [.. list.RootElement.EnumerateArray().Select(element => element.ToString())];
    }

    /// <summary>A list of oids, given likewise.</summary>
    public static IReadOnlyList<uint> Oids(this NpgsqlDataReader row, int column) =>
        [.. row.Texts(column).Select(text => uint.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Rows of texts, given as a list of lists.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> Rows(this NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return [];
        using var list = JsonDocument.Parse(row.GetString(column));
        return [.. list.RootElement.EnumerateArray().Select(Cells)];
    }

    private static IReadOnlyList<string?> Cells(JsonElement line) =>
        [.. line.EnumerateArray().Select(cell => cell.ValueKind == JsonValueKind.Null ? null : cell.ToString())];
}
