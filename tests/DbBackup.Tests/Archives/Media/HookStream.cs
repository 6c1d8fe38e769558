namespace DbBackup.Tests.Archives;

/// <summary>A stream that calls out before its n-th read or write, at most <paramref name="chunk"/> bytes a read, counted from 1.</summary>
internal sealed class HookStream(Stream inner, Action<int> before, int chunk = int.MaxValue) : Stream
{
    private int _calls;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        before(++_calls);
        cancellationToken.ThrowIfCancellationRequested();
        return await inner.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        before(++_calls);
        cancellationToken.ThrowIfCancellationRequested();
        await inner.WriteAsync(buffer, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
