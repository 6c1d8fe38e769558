using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>The rows of a query. Where some may be too long for memory, a column before the others tells which; of those only the key is taken.</summary>
/// <param name="rows">The query.</param>
/// <param name="keyPlaces">The places of the key's values; <see langword="null"/> where every row is short.</param>
internal sealed class ShortRows(MySqlDataReader rows, IReadOnlyList<int>? keyPlaces) : IRowValues
{
    private readonly int _first = keyPlaces is null ? 0 : 1;

    /// <inheritdoc/>
    public int Count => rows.FieldCount - _first;

    /// <summary>The keys of the rows that were passed over.</summary>
    public List<byte[][]> Long { get; } = [];

    /// <inheritdoc/>
    public bool Read()
    {
        while (rows.Read())
        {
            if (keyPlaces is null || rows.IsDBNull(0))
                return true;
            Long.Add([.. keyPlaces.Select(place => rows.Bytes(place + _first))]);
        }
        return false;
    }

    /// <inheritdoc/>
    public bool IsNull(int place) => rows.IsDBNull(place + _first);

    /// <inheritdoc/>
    public int Copy(int place, long offset, byte[] buffer, int start, int count) => (int)rows.GetBytes(place + _first, offset, buffer, start, count);
}
