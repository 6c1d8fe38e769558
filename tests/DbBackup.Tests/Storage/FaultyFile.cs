namespace DbBackup.Tests.Storage;

/// <summary>A real file whose n-th operation (a write, or the sync at the end) fails as a full disk does.</summary>
internal sealed class FaultyFile(string path, int failing) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0)
{
    private static readonly int DiskFull = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;

    private int _operations;

    /// <summary>Whether the fault came to pass.</summary>
    public bool Failed => _operations >= failing;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count();
        return base.WriteAsync(buffer, cancellationToken);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Count();
        base.Write(buffer);
    }

    public override void Flush(bool flushToDisk)
    {
        Count();
        base.Flush(flushToDisk);
    }

    private void Count()
    {
        if (++_operations == failing)
            throw new IOException("No space left on device", DiskFull);
    }
}
