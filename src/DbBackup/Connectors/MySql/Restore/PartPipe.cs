using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>A stream that the driver reads while parts are put into it, each until it is used up.</summary>
internal sealed class PartPipe : ReadOnlyStream
{
    // The driver sends what it reads in one packet, and a server ends a session that sends longer ones than max_allowed_packet.
    private const int MostBytes = 128 << 10;

    private readonly SemaphoreSlim _filled = new(0), _emptied = new(0);
    private ReadOnlyMemory<byte> _content;
    private volatile bool _isEnded;

    /// <summary>Puts bytes in. The task ends when they were all read.</summary>
    public Task PutAsync(ReadOnlyMemory<byte> content, CancellationToken token)
    {
        if (content.IsEmpty)
            return Task.CompletedTask;
        _content = content;
        _filled.Release();
        return _emptied.WaitAsync(token);
    }

    /// <summary>Says that no more comes.</summary>
    public void End()
    {
        _isEnded = true;
        _filled.Release();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_content.IsEmpty)
            _filled.Wait();
        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_content.IsEmpty)
            await _filled.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Take(buffer.Span);
    }

    private int Take(Span<byte> buffer)
    {
        if (_content.IsEmpty && _isEnded)
            return 0;
        var count = Math.Min(Math.Min(buffer.Length, MostBytes), _content.Length);
        _content.Span[..count].CopyTo(buffer);
        _content = _content[count..];
        if (_content.IsEmpty)
            _emptied.Release();
        return count;
    }
}
