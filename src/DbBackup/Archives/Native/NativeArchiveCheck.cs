namespace DbBackup.Archives;

/// <summary>Reads a native archive to its last entry and holds it against itself, without a database.</summary>
internal static class NativeArchiveCheck
{
    /// <summary>Reads it.</summary>
    /// <returns>What it is, and what its last entry says of it.</returns>
    /// <exception cref="DamagedBackupException">It is not whole.</exception>
    public static async Task<(NativeBackup Backup, NativeManifest Manifest)> RequireWholeAsync(Stream payload, CancellationToken token)
    {
        using var reader = new NativeArchiveReader(payload);
        var backup = await reader.BeginAsync(token).ConfigureAwait(false);
        await reader.ScriptAsync(NativeFormat.Drop, token).ConfigureAwait(false);
        await reader.ScriptAsync(NativeFormat.PreData, token).ConfigureAwait(false);
        var part = new byte[NativeFormat.PartBytes];
        while (await reader.PartAsync(part, token).ConfigureAwait(false) is not null)
        {
            // The reader holds each against its stream.
        }

        var (_, manifest) = await reader.EndAsync(token).ConfigureAwait(false);
        return (backup, manifest);
    }
}
