using DbBackup.Archives;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Reads streams by one session and writes them in parts. Two buffers: one is filled while the other is on its way.</summary>
/// <param name="connection">The session, inside the snapshot.</param>
/// <param name="archive">Where the parts go.</param>
internal sealed class RowReader(MySqlConnection connection, NativeArchiveWriter archive) : IDisposable
{
    // As long as the driver waits for a cancelled statement, and a little more.
    private static readonly TimeSpan CancellationPatience = TimeSpan.FromMilliseconds(900);

    private readonly ReadingThread _thread = new();
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(NativeFormat.PartBytes);
    private byte[] _other = GC.AllocateUninitializedArray<byte>(NativeFormat.PartBytes);

    /// <summary>Reads one stream whole.</summary>
    public async Task<NativeStreamEnd> ReadAsync(MySqlStream stream, CancellationToken token)
    {
        using var writer = new NativeStreamWriter(archive, stream.Stream.Id);
        try
        {
            var (rows, filled, keys) = await ReadShortAsync(stream, writer, token).ConfigureAwait(false);
            if (keys.Count > 0)
            {
                var lines = new RowLines(new LongRows(connection, stream.Table, keys));
                filled = await ReadAsync(lines, null, filled, writer, token).ConfigureAwait(false);
                rows += lines.Rows;
            }
            await writer.WriteAsync(_buffer.AsMemory(0, filled), PartEnd.Stream, token).ConfigureAwait(false);
            return await writer.EndAsync(rows).ConfigureAwait(false);
        }
        finally
        {
            await writer.SettleAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _thread.Dispose();

    private async Task<(long Rows, int Filled, List<byte[][]> Long)> ReadShortAsync(MySqlStream stream, NativeStreamWriter writer, CancellationToken token)
    {
        await using var command = new MySqlCommand(stream.Query, connection);
        var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
        try
        {
            var rows = new ShortRows(reader, stream);
            var lines = new RowLines(rows);
            var filled = await ReadAsync(lines, command, 0, writer, token).ConfigureAwait(false);
            return (lines.Rows, filled, rows.Long);
        }
        finally
        {
            // One that was not read to its end is read to it when it is closed: a session that is given up is closed itself.
            if (!token.IsCancellationRequested)
                await reader.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<int> ReadAsync(RowLines rows, MySqlCommand? command, int filled, NativeStreamWriter writer, CancellationToken token)
    {
        while (true)
        {
            (filled, var boundary) = await FillAsync(rows, command, filled, token).ConfigureAwait(false);
            if (rows.IsAtEnd)
                return filled;
            var end = boundary > 0 ? boundary : filled;
            await writer.WriteAsync(_buffer.AsMemory(0, end), boundary > 0 ? PartEnd.Row : PartEnd.InRow, token).ConfigureAwait(false);
            _buffer.AsSpan(end, filled - end).CopyTo(_other);
            filled -= end;
            (_buffer, _other) = (_other, _buffer);
        }
    }

    private async Task<(int Filled, int Boundary)> FillAsync(RowLines rows, MySqlCommand? command, int from, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var (buffer, boundary) = (_buffer, 0);
        var filling = _thread.ReadAsync(() =>
        {
            (var filled, boundary) = rows.Fill(buffer, from);
            return filled;
        });
        await using var cancelling = token.UnsafeRegister(static c => ThreadPool.UnsafeQueueUserWorkItem(Cancel, (MySqlCommand?)c, preferLocal: false), command).ConfigureAwait(false);
        try
        {
            return (await filling.WaitAsync(token).ConfigureAwait(false), boundary);
        }
        catch (Exception) when (token.IsCancellationRequested)
        {
            // The server ends the statement, and the read with it. Where it does not answer, nobody waits for it.
            await Task.WhenAny(filling, Task.Delay(CancellationPatience, CancellationToken.None)).ConfigureAwait(false);
            throw new OperationCanceledException(token);
        }
    }

    private static void Cancel(MySqlCommand? command)
    {
        try
        {
            command?.Cancel();
        }
        catch (Exception)
        {
            // It has ended in the meantime.
        }
    }
}
