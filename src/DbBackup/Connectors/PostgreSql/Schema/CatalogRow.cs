using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Reads the columns of a catalog's row. Lists of lists come as JSON, which no type mapping has to know.</summary>
internal static class CatalogRow
{
    extension(NpgsqlDataReader row)
    {
        /// <summary>A text.</summary>
        public string Text(int column) => row.GetString(column);

        /// <summary>A text that may be missing.</summary>
        public string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        /// <summary>A <c>text[]</c>; none when it is <see langword="null"/>.</summary>
        public string[] TextArray(int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<string[]>(column);

        /// <summary>An oid.</summary>
        public uint Oid(int column) => row.GetFieldValue<uint>(column);

        /// <summary>An oid; 0 when it is <see langword="null"/>.</summary>
        public uint OidOrZero(int column) => row.IsDBNull(column) ? 0 : row.GetFieldValue<uint>(column);

        /// <summary>An <c>oid[]</c>; none when it is <see langword="null"/>.</summary>
        public uint[] OidArray(int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<uint[]>(column);

        /// <summary>An <c>int4</c>.</summary>
        public int Int(int column) => row.GetInt32(column);

        /// <summary>An <c>int4</c>, or <see langword="null"/>.</summary>
        public int? IntOrNull(int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

        /// <summary>A boolean.</summary>
        public bool Flag(int column) => row.GetBoolean(column);

        /// <summary>A list of texts that the query gives as <c>json_agg(…)::text</c> or <c>to_json(array)::text</c>; empty when it is missing.</summary>
        public IReadOnlyList<string> Texts(int column)
        {
            if (row.IsDBNull(column))
                return [];
            using var list = JsonDocument.Parse(row.GetString(column));
            return [.. list.RootElement.EnumerateArray().Select(element => element.ToString())];
        }

        /// <summary>A list of oids, given likewise.</summary>
        public IReadOnlyList<uint> Oids(int column) => [.. row.Texts(column).Select(text => uint.Parse(text, CultureInfo.InvariantCulture))];

        /// <summary>Rows of texts, given as a list of lists.</summary>
        public IReadOnlyList<IReadOnlyList<string?>> Rows(int column)
        {
            if (row.IsDBNull(column))
                return [];
            using var list = JsonDocument.Parse(row.GetString(column));
            return [.. list.RootElement.EnumerateArray().Select(Cells)];
        }
    }

    private static IReadOnlyList<string?> Cells(JsonElement line) =>
        [.. line.EnumerateArray().Select(cell => cell.ValueKind == JsonValueKind.Null ? null : cell.ToString())];
}
