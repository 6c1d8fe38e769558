namespace DbBackup.Servers.Tests;

/// <summary>A destination that tells how many bytes came so far.</summary>
internal sealed class CallbackStream(Action<long> written) : MemoryStream
{
    private long _bytes;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        written(_bytes += buffer.Length);
        return default;
    }
}
