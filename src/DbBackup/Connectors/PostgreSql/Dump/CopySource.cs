using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The bytes of one COPY, as the server sends them. One that was not read to its end is cancelled on the server.</summary>
internal sealed class CopySource : IAsyncDisposable
{
    // As long as the driver waits for a cancelled statement, and a little more.
    private static readonly TimeSpan CancellationPatience = TimeSpan.FromMilliseconds(800);

    private readonly NpgsqlRawCopyStream _copy;
    private bool _isAtEnd, _isGivenUp;

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
    public async Task<int> FillAsync(Memory<byte> buffer, CancellationToken token)
    {
        if (_isAtEnd)
            return 0;
        token.ThrowIfCancellationRequested();
        var filling = ReadAsync(buffer);
        await using var cancelling = token.UnsafeRegister(static copy => ThreadPool.UnsafeQueueUserWorkItem(Cancel, (NpgsqlRawCopyStream)copy!, preferLocal: false), _copy).ConfigureAwait(false);
        try
        {
            return await filling.WaitAsync(token).ConfigureAwait(false);
        }
        catch (Exception) when (token.IsCancellationRequested)
        {
            // The server ends the statement, and the read with it. Where it does not answer, nobody waits for it.
            await Task.WhenAny(filling, Task.Delay(CancellationPatience, CancellationToken.None)).ConfigureAwait(false);
            _isGivenUp = !filling.IsCompleted;
            throw new OperationCanceledException(token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isGivenUp)
            return;
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

    // The server sends each row by itself, and a read ends with it.
    private async Task<int> ReadAsync(Memory<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && !_isAtEnd)
        {
            var read = await _copy.ReadAsync(buffer[filled..], CancellationToken.None).ConfigureAwait(false);
            _isAtEnd = read == 0;
            filled += read;
        }
        return filled;
    }

    private static void Cancel(NpgsqlRawCopyStream copy)
    {
        try
        {
            copy.Cancel();
        }
        catch (Exception)
        {
            // It has ended in the meantime.
        }
    }
}
