using DbBackup.Configuration;

namespace DbBackup.Archives;

/// <summary>The byte path of a backup: payload → hash → compression → encryption → hash → storage. One pass, bounded memory.</summary>
internal static class ArchiveWriter
{
    /// <summary>Writes an archive.</summary>
    /// <param name="stored">Where it goes.</param>
    /// <param name="compression">How the payload is compressed.</param>
    /// <param name="encryptor">What encrypts; <see langword="null"/> when nothing does.</param>
    /// <param name="content">What the payload is made of.</param>
    /// <param name="dump">Writes the payload.</param>
    /// <param name="progress">Is told the number of payload bytes so far.</param>
    /// <param name="token">Cancels.</param>
    public static async Task<ArchiveDigest> WriteAsync(
        Stream stored, CompressionSettings compression, IEncryptor? encryptor, PayloadContent content, Func<Stream, CancellationToken, Task> dump, Action<long>? progress, CancellationToken token)
    {
        await using var storedBytes = new HashingWriteStream(stored);
        var (payloadBytes, payloadSha256) = (0L, "");
        await using (var encrypted = encryptor?.Encrypt(storedBytes))
        await using (var compressor = Compression.Compress(encrypted ?? storedBytes, compression, content))
        {
            await using var payload = new HashingWriteStream(compressor, progress);
            await dump(payload, token);
            (payloadBytes, payloadSha256) = (payload.BytesWritten, payload.HashHex());
        }

        await storedBytes.FlushAsync(token);
        return new(payloadBytes, payloadSha256, storedBytes.BytesWritten, storedBytes.HashHex());
    }
}
