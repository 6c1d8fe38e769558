using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>The rows of a query. A column before the others may tell of what does not go as it is: of rows too long for memory only the key is taken.</summary>
/// <param name="rows">The query.</param>
/// <param name="stream">What is asked for.</param>
internal sealed class ShortRows(MySqlDataReader rows, MySqlStream stream) : IRowValues
{
    private readonly int _first = stream.HasSign ? 1 : 0;
    private readonly bool[] _isDouble = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.IsDouble)];
    private byte[] _digits = [];

    /// <inheritdoc/>
    public int Count => rows.FieldCount - _first;

    /// <summary>The keys of the rows that were passed over.</summary>
    public List<byte[][]> Long { get; } = [];

    /// <inheritdoc/>
    /// <exception cref="BackupException">A row cannot be carried.</exception>
    public bool Read()
    {
        while (rows.Read())
        {
            if (_first == 0 || rows.IsDBNull(0))
                return true;
            if (rows.GetInt32(0) == MySqlStream.TypedJsonSign)
                throw new BackupException(
                    $"Table {MySqlName.Quote(stream.Table.Name)} has a JSON document with a value that JSON's text does not tell (a DATE, a BLOB, a DECIMAL with zeros at its end), which would come back as another. " +
                    "Exclude the table, or set \"TypedJson\": \"Text\" to carry such documents as their text.");
            Long.Add([.. stream.KeyPlaces!.Select(place => rows.Bytes(place + _first))]);
        }
        return false;
    }

    /// <inheritdoc/>
    public bool IsNull(int place) => rows.IsDBNull(place + _first);

    /// <inheritdoc/>
    public int Copy(int place, long offset, byte[] buffer, int start, int count)
    {
        if (!_isDouble[place + _first])
            return (int)rows.GetBytes(place + _first, offset, buffer, start, count);
        if (offset == 0)
            _digits = rows.Bytes(place + _first);
        var some = Math.Min(_digits.Length - (int)offset, count);
        _digits.AsSpan((int)offset, some).CopyTo(buffer.AsSpan(start));
        return some;
    }
}
