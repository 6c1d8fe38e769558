namespace DbBackup.Storage;

/// <summary>Objects that fit into memory: manifests, the records beside them, and claims to leases.</summary>
internal static class SmallObject
{
    /// <summary>Reads one.</summary>
    /// <returns><see langword="null"/> when it is longer than <paramref name="maximum"/>.</returns>
    public static async Task<byte[]?> ReadAsync(IBackupStorage storage, string name, int maximum, CancellationToken token)
    {
        await using var stream = await storage.OpenReadAsync(name, token);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (await stream.ReadAsync(buffer, token) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > maximum)
                return null;
        }

        return bytes.ToArray();
    }

    /// <summary>Reads one that may be deleted at any moment.</summary>
    /// <returns><see langword="null"/> when there is none; nothing of one that is longer than <paramref name="maximum"/>.</returns>
    public static Task<byte[]?> TryReadAsync(IBackupStorage storage, string name, int maximum, CancellationToken token) =>
        TryReadAsync(storage, name, async (n, cancellation) => await ReadAsync(storage, n, maximum, cancellation) ?? [], token);

    /// <summary>Reads one that may be deleted at any moment.</summary>
    /// <returns><see langword="null"/> when there is none.</returns>
    public static async Task<T?> TryReadAsync<T>(IBackupStorage storage, string name, Func<string, CancellationToken, Task<T>> read, CancellationToken token) where T : class
    {
        try
        {
            return await read(name, token);
        }
        catch (BackupException exception) when (exception is not DamagedBackupException)
        {
            if (!await storage.ExistsAsync(name, token))
                return null;
            throw;
        }
    }
}
