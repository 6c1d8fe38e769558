using System.IO.Pipelines;

namespace DbBackup.Archives;

/// <summary>Reads and decodes on a thread of its own, some megabytes ahead of the reader, who meanwhile hashes and writes. Owns the stream beneath.</summary>
internal sealed class ReadAheadStream : ReadOnlyStream
{
    private const int BlockBytes = 1 << 20, MaximumBytesAhead = 8 << 20;

    private readonly Stream _inner;
    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: MaximumBytesAhead, resumeWriterThreshold: MaximumBytesAhead / 2, minimumSegmentSize: BlockBytes, useSynchronizationContext: false));
    private readonly CancellationTokenSource _stop = new();
    private readonly Stream _reader;
    private readonly Task _filling;
    private bool _disposed;

    public ReadAheadStream(Stream inner)
    {
        _inner = inner;
        _reader = _pipe.Reader.AsStream();
        _filling = Task.Run(FillAsync);
    }

    public override int Read(Span<byte> buffer) => _reader.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _reader.ReadAsync(buffer, cancellationToken);

    /// <summary>Ends the reading and waits until the stream beneath is closed.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        Stop();
        await _filling;
        _stop.Dispose();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_filling.IsCompleted)
            Stop();
        base.Dispose(disposing);
    }

    private void Stop()
    {
        _stop.Cancel();
        _pipe.Reader.Complete();
    }

    // What goes wrong is thrown at the reader, at the place where it happened.
    private async Task FillAsync()
    {
        try
        {
            await using (_inner)
                await CopyAsync();
            await _pipe.Writer.CompleteAsync();
        }
        catch (Exception exception)
        {
            await _pipe.Writer.CompleteAsync(exception);
        }
    }

    private async Task CopyAsync()
    {
        while (await _inner.ReadAsync(_pipe.Writer.GetMemory(BlockBytes), _stop.Token) is > 0 and var count)
        {
            _pipe.Writer.Advance(count);
            if ((await _pipe.Writer.FlushAsync(_stop.Token)).IsCompleted)
                return;
        }
    }
}
