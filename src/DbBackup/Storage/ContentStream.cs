namespace DbBackup.Storage;

/// <summary>
/// What a storage hands to the callback of <see cref="IBackupStorage.WriteAsync"/>: a stream that only writes, front to back, in blocks of 1 MiB.
/// It remembers that the target failed, so that a callback that swallows the error cannot make half an object visible.
/// </summary>
/// <remarks>Disposing it does nothing, since the storage owns the target; flushing does nothing, since the object is on disk when the write has returned.</remarks>
/// <param name="target">Where the content goes. Stays open.</param>
/// <param name="explain">Makes the line that the user reads out of an error of the target and the number of bytes it took before.</param>
/// <param name="token">Once it is cancelled, every further write throws.</param>
public sealed class ContentStream(Stream target, Func<Exception, long, BackupException> explain, CancellationToken token) : Stream
{
    private const int FirstBlock = 64 * 1024; // Most objects are manifests: a small block does for them.
    private const int Block = 1024 * 1024;

    private byte[]? _block;
    private int _filled;
    private bool _complete;
    private Exception? _failure;

    /// <summary>How many bytes the target has taken.</summary>
    public long Written { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !_complete;

    /// <summary>Not supported.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Writes what is left over to the target; the stream takes nothing more. The target is not flushed.</summary>
    /// <exception cref="BackupException">The target failed, now or at an earlier write.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled, now or at an earlier block.</exception>
    public async Task CompleteAsync()
    {
        ThrowIfUnusable();
        await DrainAsync(token);
        _complete = true;
    }

    /// <summary>Throws what the target failed with, if it did: it, and not what the callback made of it, is why the object is not there.</summary>
    /// <exception cref="BackupException">The target failed.</exception>
    public void ThrowIfTargetFailed()
    {
        if (_failure is BackupException failure)
            throw failure;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        while (!buffer.IsEmpty)
        {
            if (_filled == 0 && buffer.Length >= Block)
            {
                await SendAsync(buffer[..Block], cancellationToken);
                buffer = buffer[Block..];
                continue;
            }
            buffer = buffer[Fill(buffer.Span)..];
            if (_filled == _block!.Length)
                await DrainAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfUnusable();
        while (!buffer.IsEmpty)
        {
            buffer = buffer[Fill(buffer)..];
            if (_filled == _block!.Length)
                Drain();
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Does nothing.</summary>
    public override void Flush() { }

    /// <summary>Does nothing.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not supported.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override void SetLength(long value) => throw new NotSupportedException();

    private int Fill(ReadOnlySpan<byte> bytes)
    {
        _block ??= new byte[FirstBlock];
        var taken = Math.Min(bytes.Length, _block.Length - _filled);
        bytes[..taken].CopyTo(_block.AsSpan(_filled));
        _filled += taken;
        return taken;
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_filled > 0)
            await SendAsync(_block.AsMemory(0, _filled), cancellationToken);
        Empty();
    }

    private void Drain()
    {
        try
        {
            target.Write(_block.AsSpan(0, _filled));
            Written += _filled;
        }
        catch (Exception e)
        {
            throw _failure = explain(e, Written);
        }
        Empty();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        token.ThrowIfCancellationRequested();
        try
        {
            await target.WriteAsync(bytes, cancellationToken);
            Written += bytes.Length;
        }
        catch (OperationCanceledException e)
        {
            _failure = e; // What the target took of this block is unknown, so nothing may follow it.
            throw;
        }
        catch (Exception e)
        {
            throw _failure = explain(e, Written);
        }
    }

    private void Empty()
    {
        if (_block?.Length == _filled && _filled < Block)
            _block = new byte[Block];
        _filled = 0;
    }

    private void ThrowIfUnusable()
    {
        if (_failure is not null)
            throw _failure;
        ObjectDisposedException.ThrowIf(_complete, this);
        token.ThrowIfCancellationRequested();
    }
}
