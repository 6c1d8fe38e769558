using System.Security.Cryptography;

namespace DbBackup.Archives;

/// <summary>
/// Reads bytes that must have a given number and hash: it throws as soon as there are more, and at the end when there are fewer or
/// others. Whoever reads it to its end knows that it read the right bytes. Owns the stream beneath.
/// </summary>
/// <param name="inner">Where the bytes come from.</param>
/// <param name="length">How many there must be.</param>
/// <param name="sha256">Their SHA-256, hexadecimal.</param>
/// <param name="subject">What they are, for the error: <c>the stored bytes of x.zst</c>.</param>
/// <param name="read">Is told the number of bytes so far after each read.</param>
internal sealed class VerifyingReadStream(Stream inner, long length, string sha256, string subject, Action<long>? read = null) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;

    public override int Read(Span<byte> buffer) => buffer.IsEmpty ? 0 : Check(buffer[..inner.Read(buffer)]);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        var count = await inner.ReadAsync(buffer, cancellationToken);
        return Check(buffer.Span[..count]);
    }

    private int Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            CheckEnd();
        _hash.AppendData(bytes);
        _bytes += bytes.Length;
        if (_bytes > length)
            throw new DamagedBackupException($"There are more than the {length} bytes of the manifest in {subject}; restore another backup.");
        read?.Invoke(_bytes);
        return bytes.Length;
    }

    private void CheckEnd()
    {
        if (_bytes != length)
            throw new DamagedBackupException($"Only {_bytes} of the {length} bytes of the manifest are in {subject}; restore another backup.");
        if (!Convert.ToHexStringLower(_hash.GetCurrentHash()).Equals(sha256, StringComparison.OrdinalIgnoreCase))
            throw new DamagedBackupException($"The SHA-256 of {subject} is not that of the manifest: it is damaged; restore another backup.");
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
