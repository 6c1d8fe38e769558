using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The bytes of one COPY, as the server sends them. One that was not read to its end is cancelled on the server.</summary>
internal sealed class CopySource : IAsyncDisposable
{
    private readonly NpgsqlRawCopyStream _copy;
    private bool _isAtEnd;

    private CopySource(NpgsqlRawCopyStream copy) => _copy = copy;

    /// <summary>Sends the statement.</summary>
    public static async Task<CopySource> OpenAsync(NpgsqlConnection connection, PgStream stream, CancellationToken token)
    {
        if (!stream.IsText)
            return new(await connection.BeginRawBinaryCopyAsync(stream.Copy, token).ConfigureAwait(false));
        // The driver decodes a text COPY for its readers; the bytes as they are lie beneath.
        var reader = (StreamReader)await connection.BeginTextExportAsync(stream.Copy, token).ConfigureAwait(false);
        return new((NpgsqlRawCopyStream)reader.BaseStream);
    }

    /// <summary>Reads until the buffer is full or the rows are at their end.</summary>
    public async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken token)
    {
        var filled = 0;
        while (filled < buffer.Length && !_isAtEnd)
        {
            var read = await _copy.ReadAsync(buffer[filled..], token).ConfigureAwait(false);
            _isAtEnd = read == 0;
            filled += read;
        }
        return filled;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_isAtEnd)
                await _copy.CancelAsync().ConfigureAwait(false);
            await _copy.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception) when (!_isAtEnd)
        {
            // What ended it early is what must be told.
        }
    }
}
