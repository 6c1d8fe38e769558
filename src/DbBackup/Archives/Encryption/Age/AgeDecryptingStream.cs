using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace DbBackup.Archives;

/// <summary>Reads the payload of an age file. A chunk is authenticated before one byte of it is given out. Owns the stream beneath.</summary>
internal sealed class AgeDecryptingStream : ReadOnlyStream
{
    private readonly PipeReader _reader;
    private readonly AgeChunks _chunks;
    private readonly byte[] _sealed = new byte[AgeChunks.SealedBytes], _plain = new byte[AgeChunks.PlainBytes];
    private ReadOnlyMemory<byte> _open;
    private bool _isLast;

    private AgeDecryptingStream(PipeReader reader, AgeChunks chunks) => (_reader, _chunks) = (reader, chunks);

    /// <summary>Reads the header and finds the file key.</summary>
    /// <param name="inner">The file; owned, also when this fails.</param>
    /// <param name="identities">The secrets to try.</param>
    /// <param name="token">Cancels.</param>
    /// <returns><see langword="null"/> when none of the secrets opens it.</returns>
    /// <exception cref="InvalidDataException">It is not an age file, or was changed.</exception>
    public static async ValueTask<AgeDecryptingStream?> OpenAsync(Stream inner, IReadOnlyList<IAgeIdentity> identities, CancellationToken token)
    {
        var reader = PipeReader.Create(inner, new(bufferSize: 2 * AgeChunks.SealedBytes, minimumReadSize: AgeChunks.SealedBytes));
        var isOpen = false;
        try
        {
            var header = await AgeHeader.ReadAsync(reader, token).ConfigureAwait(false);
            if (FileKey(header, identities) is not { } fileKey)
                return null;
            if (!header.IsGenuine(fileKey))
                throw new InvalidDataException("its header was changed");
            var chunks = await BeginAsync(reader, fileKey, token).ConfigureAwait(false);
            CryptographicOperations.ZeroMemory(fileKey);
            isOpen = true;
            return new(reader, chunks);
        }
        finally
        {
            if (!isOpen)
                await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_open.IsEmpty && !_isLast)
            await OpenNextAsync(cancellationToken).ConfigureAwait(false);
        return Give(buffer.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_open.IsEmpty && !_isLast)
            OpenNextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return Give(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunks.Dispose();
            _reader.Complete();
        }
        base.Dispose(disposing);
    }

    private static byte[]? FileKey(AgeHeader header, IReadOnlyList<IAgeIdentity> identities) =>
        header.Stanzas.SelectMany(stanza => identities, (stanza, identity) => identity.Unwrap(stanza)).FirstOrDefault(fileKey => fileKey is not null);

    private static async ValueTask<AgeChunks> BeginAsync(PipeReader reader, byte[] fileKey, CancellationToken token)
    {
        var read = await reader.ReadAtLeastAsync(AgeChunks.NonceBytes, token).ConfigureAwait(false);
        if (read.Buffer.Length < AgeChunks.NonceBytes)
            throw new InvalidDataException("it ends before its payload");
        var chunks = new AgeChunks(fileKey, read.Buffer.Slice(0, AgeChunks.NonceBytes).ToArray());
        reader.AdvanceTo(read.Buffer.GetPosition(AgeChunks.NonceBytes));
        return chunks;
    }

    private int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _open.Length);
        _open.Span[..count].CopyTo(buffer);
        _open = _open[count..];
        return count;
    }

    // A chunk is the last one when nothing follows it: one byte more is looked for.
    private async ValueTask OpenNextAsync(CancellationToken token)
    {
        var read = await _reader.ReadAtLeastAsync(AgeChunks.SealedBytes + 1, token).ConfigureAwait(false);
        _isLast = read.Buffer.Length <= AgeChunks.SealedBytes;
        var chunk = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, AgeChunks.SealedBytes));
        chunk.CopyTo(_sealed);
        var length = _chunks.Open(_sealed.AsSpan(..(int)chunk.Length), _plain, _isLast);
        _reader.AdvanceTo(chunk.End);
        _open = _plain.AsMemory(..length);
    }
}
