namespace DbBackup.Connectors;

/// <summary>
/// Copies a source that proves itself at its end. The last block is handed on only after that proof, so that the reader, who needs the
/// whole to commit, never has it all before.
/// </summary>
internal static class LastBlockLast
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Copies to the end.</summary>
    public static async Task CopyAsync(Stream source, Stream destination, CancellationToken token)
    {
        var (held, next) = (new byte[BlockBytes], new byte[BlockBytes]);
        var length = 0;
        while (await source.ReadAtLeastAsync(next, BlockBytes, throwOnEndOfStream: false, token).ConfigureAwait(false) is > 0 and var read)
        {
            await destination.WriteAsync(held.AsMemory(0, length), token).ConfigureAwait(false);
            (held, next, length) = (next, held, read);
        }
        await destination.WriteAsync(held.AsMemory(0, length), token).ConfigureAwait(false);
    }
}
