namespace DbBackup.Tests.Faults;

/// <summary>A stream one of whose reads or writes goes wrong.</summary>
internal sealed class FaultyStream(Stream inner, FaultPlan faults) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var fault = await faults.NextAsync();
        var count = await inner.ReadAsync(buffer, cancellationToken);
        return After(fault, buffer.Span[..count]);
    }

    public override int Read(Span<byte> buffer)
    {
        var fault = faults.Next();
        return After(fault, buffer[..inner.Read(buffer)]);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var fault = await faults.NextAsync();
        await inner.WriteAsync(Before(fault, buffer.Span) ?? buffer, cancellationToken);
        ThrowIfLost(fault);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var fault = faults.Next();
        inner.Write(Before(fault, buffer) is { } altered ? altered.Span : buffer);
        ThrowIfLost(fault);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    // A read that lies says that the end is reached; a truncated one gives half of what it took.
    private static int After(Fault? fault, Span<byte> read)
    {
        ThrowIfLost(fault);
        if (fault is Fault.Flips)
            Alteration.FlipABit(read.ToArray()).CopyTo(read);
        return fault is Fault.Lies ? 0 : fault is Fault.Truncates ? read.Length / 2 : read.Length;
    }

    private static ReadOnlyMemory<byte>? Before(Fault? fault, ReadOnlySpan<byte> written) => fault switch
    {
        Fault.Lies => ReadOnlyMemory<byte>.Empty,
        Fault.Truncates or Fault.Flips => Alteration.Of(written.ToArray(), fault.Value),
        _ => (ReadOnlyMemory<byte>?)null,
    };

    private static void ThrowIfLost(Fault? fault)
    {
        if (fault is Fault.LosesItsAnswer)
            throw FaultPlan.Error();
    }
}
