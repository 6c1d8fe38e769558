namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>A source that tells how many bytes were read so far, a little at a time.</summary>
internal sealed class CallbackSource(byte[] content, Func<long, Task> read) : MemoryStream(content)
{
    private const int AtOnce = 64 << 10;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await read(Position);
        return await base.ReadAsync(buffer[..Math.Min(buffer.Length, AtOnce)], cancellationToken);
    }
}
