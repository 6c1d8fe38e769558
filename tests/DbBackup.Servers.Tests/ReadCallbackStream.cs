namespace DbBackup.Servers.Tests;

/// <summary>A source that tells how many bytes were read so far.</summary>
internal sealed class ReadCallbackStream(byte[] content, Action<long> reading) : MemoryStream(content)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        reading(Position);
        return await base.ReadAsync(buffer, cancellationToken);
    }

    public override int Read(Span<byte> buffer)
    {
        reading(Position);
        return base.Read(buffer);
    }
}
