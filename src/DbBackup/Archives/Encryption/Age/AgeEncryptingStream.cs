using System.Security.Cryptography;

namespace DbBackup.Archives;

/// <summary>Encrypts what is written into it. Ends the file when it is disposed, and leaves the stream beneath open.</summary>
internal sealed class AgeEncryptingStream : WriteOnlyStream
{
    private readonly Stream _inner;
    private readonly AgeChunks _chunks;
    private readonly byte[] _plain = new byte[AgeChunks.PlainBytes], _sealed = new byte[AgeChunks.SealedBytes];
    private byte[]? _header;
    private int _count;
    private bool _isEnded;

    /// <summary>Begins a file.</summary>
    /// <param name="inner">Where it goes.</param>
    /// <param name="recipients">For whom.</param>
    public AgeEncryptingStream(Stream inner, IEnumerable<IAgeRecipient> recipients)
    {
        _inner = inner;
        var fileKey = RandomNumberGenerator.GetBytes(AgeWrapping.FileKeyBytes);
        var nonce = RandomNumberGenerator.GetBytes(AgeChunks.NonceBytes);
        _header = [.. AgeHeader.Write(recipients.Select(recipient => recipient.Wrap(fileKey)), fileKey), .. nonce];
        _chunks = new(fileKey, nonce);
        CryptographicOperations.ZeroMemory(fileKey);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_count == _plain.Length)
                WriteOut(Seal(isLast: false).Span);
            buffer = buffer[Take(buffer)..];
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_count == _plain.Length)
                await WriteOutAsync(Seal(isLast: false), cancellationToken).ConfigureAwait(false);
            buffer = buffer[Take(buffer.Span)..];
        }
    }

    /// <summary>Does nothing: a chunk is sealed when it is known whether it is the last.</summary>
    public override void Flush() { }

    public override async ValueTask DisposeAsync()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            await WriteOutAsync(Seal(isLast: true), CancellationToken.None).ConfigureAwait(false);
            _chunks.Dispose();
        }
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isEnded)
        {
            _isEnded = true;
            WriteOut(Seal(isLast: true).Span);
            _chunks.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Take(ReadOnlySpan<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _plain.Length - _count);
        buffer[..count].CopyTo(_plain.AsSpan(_count));
        _count += count;
        return count;
    }

    private ReadOnlyMemory<byte> Seal(bool isLast)
    {
        var length = _chunks.Seal(_plain.AsSpan(.._count), _sealed, isLast);
        _count = 0;
        return _sealed.AsMemory(..length);
    }

    private void WriteOut(ReadOnlySpan<byte> chunk)
    {
        if (_header is not null)
            _inner.Write(_header);
        _header = null;
        _inner.Write(chunk);
    }

    private async ValueTask WriteOutAsync(ReadOnlyMemory<byte> chunk, CancellationToken token)
    {
        if (_header is not null)
            await _inner.WriteAsync(_header, token).ConfigureAwait(false);
        _header = null;
        await _inner.WriteAsync(chunk, token).ConfigureAwait(false);
    }
}
