namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>
/// A stream whose n-th read or write goes wrong: it throws, or does what the test says instead. Reads give a few bytes at a time of a
/// payload, so that there are many of them; the last one is the end.
/// </summary>
internal sealed class FailingStream(int failAt, Action? instead = null, byte[]? payload = null, int blocks = 10) : Stream
{
    private int _calls, _position;

    public bool HasFailed { get; private set; }

    public override bool CanRead => payload is not null;

    public override bool CanWrite => payload is null;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count();
        var size = Math.Min(Math.Min(buffer.Length, payload!.Length - _position), Math.Max(1, payload.Length / blocks));
        payload.AsMemory(_position, size).CopyTo(buffer);
        _position += size;
        return ValueTask.FromResult(size);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count();
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Count()
    {
        if (++_calls != failAt)
            return;
        HasFailed = true;
        (instead ?? (() => throw new IOException("The stream fails here.")))();
    }
}
