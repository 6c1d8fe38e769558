using System.Globalization;
using System.Text;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// Where a table is cut: keys in strictly rising order by the server's own comparison. A primary key has no NULL, and any two of its values
/// compare; so every row lies between two neighbours, whatever the bounds are.
/// </summary>
internal static class SliceBounds
{
    private const string Signs = "!#%+-.0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";

    /// <summary>The bounds, as they stand in a condition; none where there is no fit.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(MySqlConnection session, MySqlTable table, MySqlColumn key, int slices, CancellationToken token)
    {
        if (key.IsInteger)
            return await OfNumbersAsync(session, table, key, slices, token).ConfigureAwait(false);
        return key.IsString && key.CharacterSet is null or "binary" or "latin1" or "ascii" or "utf8mb3" or "utf8mb4" && key.IsString
            ? await OfStringsAsync(session, table, key, token).ConfigureAwait(false)
            : [];
    }

    private static async Task<IReadOnlyList<string>> OfNumbersAsync(MySqlConnection session, MySqlTable table, MySqlColumn key, int slices, CancellationToken token)
    {
        var (least, most) = await EndsAsync(session, table, key, token).ConfigureAwait(false);
        if (least is null || most is null)
            return [];
        var (from, to) = (Number(least), Number(most));
        return [.. Enumerable.Range(1, slices - 1).Select(i => from + ((to - from) * i / slices)).Where(bound => bound > from && bound <= to).Distinct().Select(bound => bound.ToString(CultureInfo.InvariantCulture))];

        static Int128 Number(byte[] digits) => Int128.Parse(Encoding.ASCII.GetString(digits), CultureInfo.InvariantCulture);
    }

    // What the least and the greatest begin with, all others do too in most tables; the next character tells them apart.
    private static async Task<IReadOnlyList<string>> OfStringsAsync(MySqlConnection session, MySqlTable table, MySqlColumn key, CancellationToken token)
    {
        var (least, most) = await EndsAsync(session, table, key, token).ConfigureAwait(false);
        if (least is null || most is null)
            return [];
        var prefix = least.Take(least.AsSpan().CommonPrefixLength(most)).ToArray();
        if (!prefix.All(b => b < 0x80) && key.CharacterSet is not (null or "binary"))
            return [];
        var next = key.CharacterSet is null or "binary" ? Enumerable.Range(1, 31).Select(i => (byte)(i * 8)) : Signs.Select(c => (byte)c);
        var candidates = next.Select(b => MySqlValues.Literal(key, [.. prefix, b])).ToList();
        var (low, high) = (MySqlValues.Literal(key, least), MySqlValues.Literal(key, most));
        var kept = await session.QueryAsync(
            string.Join(" UNION ALL ", candidates.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"SELECT {i}, {c} AS bound FROM DUAL WHERE {c} > {low} AND {c} < {high}"))) + " ORDER BY bound",
            row => candidates[Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture)], token).ConfigureAwait(false);
        return await RisingAsync(session, kept, token).ConfigureAwait(false);
    }

    // Characters that are equal in the collation bound nothing.
    private static async Task<IReadOnlyList<string>> RisingAsync(MySqlConnection session, List<string> bounds, CancellationToken token)
    {
        if (bounds.Count < 2)
            return bounds;
        var rises = (await session.QueryAsync(
            $"SELECT {string.Join(", ", bounds.Skip(1).Select((bound, i) => $"{bounds[i]} < {bound}"))}",
            row => Enumerable.Range(0, row.FieldCount).Select(i => Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture) == 1).ToList(), token).ConfigureAwait(false))[0];
        return [bounds[0], .. bounds.Skip(1).Where((_, i) => rises[i])];
    }

    private static async Task<(byte[]? Least, byte[]? Most)> EndsAsync(MySqlConnection session, MySqlTable table, MySqlColumn key, CancellationToken token)
    {
        var (column, name) = (MySqlName.Quote(key.Name), MySqlName.Quote(table.Name));
        return (await EndAsync("").ConfigureAwait(false), await EndAsync(" DESC").ConfigureAwait(false));

        async Task<byte[]?> EndAsync(string order) => (await session.QueryAsync(
            $"SELECT {MySqlValues.Select(key)} FROM {name} ORDER BY {column}{order} LIMIT 1", row => row.Bytes(0), token).ConfigureAwait(false)).FirstOrDefault();
    }
}
