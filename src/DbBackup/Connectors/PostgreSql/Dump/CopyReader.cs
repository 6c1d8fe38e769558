using DbBackup.Archives;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Reads streams from one session and writes them in parts. Two buffers: one is filled while the other is on its way.</summary>
/// <param name="connection">The session, inside the snapshot, with the database's encoding.</param>
/// <param name="archive">Where the parts go.</param>
internal sealed class CopyReader(NpgsqlConnection connection, NativeArchiveWriter archive)
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(NativeFormat.PartBytes);
    private byte[] _other = GC.AllocateUninitializedArray<byte>(NativeFormat.PartBytes);

    /// <summary>Reads one stream whole.</summary>
    public async Task<NativeStreamEnd> ReadAsync(PgStream stream, CancellationToken token)
    {
        using var writer = new NativeStreamWriter(archive, stream.Stream.Id);
        try
        {
            await using var copy = await CopySource.OpenAsync(connection, stream, token).ConfigureAwait(false);
            return await ReadAsync(copy, stream, writer, token).ConfigureAwait(false);
        }
        finally
        {
            await writer.SettleAsync().ConfigureAwait(false);
        }
    }

    private async Task<NativeStreamEnd> ReadAsync(CopySource copy, PgStream stream, NativeStreamWriter writer, CancellationToken token)
    {
        IRowWalker rows = stream.IsText ? new TextRows() : new BinaryRows();
        var (filled, walked) = (0, 0);
        while (true)
        {
            filled += await copy.FillAsync(_buffer.AsMemory(filled), token).ConfigureAwait(false);
            var (understood, boundary) = rows.Walk(_buffer.AsSpan(walked, filled - walked));
            understood += walked;
            boundary = boundary == 0 ? 0 : boundary + walked;
            if (filled < _buffer.Length)
                return await EndAsync(rows, filled, understood, writer, stream, token).ConfigureAwait(false);

            var end = boundary > 0 ? boundary : understood;
            await writer.WriteAsync(_buffer.AsMemory(0, end), boundary > 0 ? PartEnd.Row : PartEnd.InRow, token).ConfigureAwait(false);
            _buffer.AsSpan(end, filled - end).CopyTo(_other);
            (filled, walked) = (filled - end, understood - end);
            (_buffer, _other) = (_other, _buffer);
        }
    }

    private async Task<NativeStreamEnd> EndAsync(IRowWalker rows, int filled, int understood, NativeStreamWriter writer, PgStream stream, CancellationToken token)
    {
        if (!rows.IsEnded || understood != filled)
            throw new BackupException($"The rows of {stream.Subject} ended before their end. Run the backup again; if it happens again, report it.");
        await writer.WriteAsync(_buffer.AsMemory(0, filled), PartEnd.Stream, token).ConfigureAwait(false);
        return await writer.EndAsync(rows.Rows).ConfigureAwait(false);
    }
}
