using DbBackup.Configuration;

namespace DbBackup.Archives;

/// <summary>The byte path of a backup: payload → hash → compression → hash → storage. One pass, bounded memory.</summary>
internal static class ArchiveWriter
{
    /// <summary>Writes an archive.</summary>
    /// <param name="stored">Where it goes.</param>
    /// <param name="compression">How the payload is compressed.</param>
    /// <param name="dump">Writes the payload.</param>
    /// <param name="progress">Is told the number of payload bytes so far.</param>
    /// <param name="token">Cancels.</param>
    public static async Task<ArchiveDigest> WriteAsync(
        Stream stored, CompressionSettings compression, Func<Stream, CancellationToken, Task> dump, Action<long>? progress, CancellationToken token)
    {
        await using var storedBytes = new HashingWriteStream(stored);
        var (payloadBytes, payloadSha256) = (0L, "");
        await using (var compressor = Compression.Compress(storedBytes, compression))
        {
            await using var payload = new HashingWriteStream(compressor, progress);
            await dump(payload, token);
            (payloadBytes, payloadSha256) = (payload.BytesWritten, payload.HashHex());
        }

        await storedBytes.FlushAsync(token);
        return new(payloadBytes, payloadSha256, storedBytes.BytesWritten, storedBytes.HashHex());
    }
}
