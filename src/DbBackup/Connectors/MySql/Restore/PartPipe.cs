using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>A stream that the driver reads while parts are put into it, each until it is used up.</summary>
internal sealed class PartPipe : ReadOnlyStream
{
    // The driver sends what it reads in one packet, and a server ends a session that sends longer ones than max_allowed_packet.
    private const int MostBytes = 128 << 10;

    private readonly SemaphoreSlim _filled = new(0), _emptied = new(0);
    private ReadOnlyMemory<byte> _content, _rest;
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
        if (_rest.IsEmpty)
        {
            _filled.Wait();
            Begin();
        }
        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            await _filled.WaitAsync(cancellationToken).ConfigureAwait(false);
            Begin();
        }
        return Take(buffer.Span);
    }

    // One wait for each time that bytes are put in: what is there is looked at only after it.
    private void Begin() => _rest = _isEnded ? default : _content;

    private int Take(Span<byte> buffer)
    {
        if (_rest.IsEmpty)
            return 0;
        var count = Math.Min(Math.Min(buffer.Length, MostBytes), _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        if (_rest.IsEmpty)
            _emptied.Release();
        return count;
    }
}
