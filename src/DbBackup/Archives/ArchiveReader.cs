using System.Buffers;
using DbBackup.Catalog;
using ZstdSharp;

namespace DbBackup.Archives;

/// <summary>The byte path of a restore: storage → hash → decryption → decompression → hash → payload.</summary>
internal static class ArchiveReader
{
    private const int BufferSize = 1 << 20;

    /// <summary>Opens the payload. Read to its end it is proven to be the manifest's; a damaged one throws, and never gives more bytes than the manifest allows.</summary>
    /// <param name="stored">The stored bytes; owned by the stream that is returned.</param>
    /// <param name="manifest">What they must be.</param>
    /// <param name="decryptor">The secrets; <see langword="null"/> when the manifest says that it is not encrypted.</param>
    /// <param name="progress">Is told the number of payload bytes so far.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="BackupException">None of the secrets opens it.</exception>
    /// <exception cref="DamagedBackupException">Now or while reading: the bytes are not those of the manifest.</exception>
    public static async Task<Stream> OpenPayloadAsync(Stream stored, BackupManifest manifest, IDecryptor? decryptor, Action<long>? progress, CancellationToken token)
    {
        RefuseUnknownFormat(manifest);
        var verified = new VerifyingReadStream(stored, manifest.StoredBytes, manifest.StoredSha256, $"the stored bytes of {manifest.Name}");
        var decrypted = decryptor is null ? verified : await DecryptAsync(verified, manifest, decryptor, token);
        var decoded = new DecodingReadStream(Compression.Decompress(decrypted, manifest.Compression), verified, manifest.Name);
        return new VerifyingReadStream(new ReadAheadStream(decoded), manifest.PayloadBytes, manifest.PayloadSha256, $"the payload of {manifest.Name}", progress);
    }

    /// <summary>Refuses what this version cannot open, by the manifest alone.</summary>
    /// <exception cref="DamagedBackupException">The backup is compressed in a way that is not known.</exception>
    public static void RefuseUnknownFormat(BackupManifest manifest)
    {
        if (!Compression.IsKnown(manifest.Compression))
            throw new DamagedBackupException($"{manifest.Name} is compressed with '{manifest.Compression}', which this version does not know; update DbBackup.");
    }

    /// <summary>Opens what was encrypted.</summary>
    /// <param name="stored">The encrypted bytes; owned.</param>
    /// <param name="manifest">Whose they are.</param>
    /// <param name="decryptor">The secrets.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="BackupException">None of the secrets opens it.</exception>
    /// <exception cref="DamagedBackupException">The bytes break the format of their encryption.</exception>
    public static async Task<Stream> DecryptAsync(Stream stored, BackupManifest manifest, IDecryptor decryptor, CancellationToken token)
    {
        try
        {
            return await decryptor.OpenAsync(stored, token) ?? throw new BackupException(
                $"{manifest.Name} is encrypted with {manifest.Encryption}, and none of the configured keys or passphrases opens it. Configure the private key of one of its recipients.");
        }
        catch (InvalidDataException exception)
        {
            throw new DamagedBackupException($"{manifest.Name} cannot be decrypted ({exception.Message}): it is damaged or was tampered with; restore another backup.", exception);
        }
    }

    /// <summary>Reads the stored bytes to their end and compares them with the manifest.</summary>
    /// <exception cref="DamagedBackupException">They are not those of the manifest.</exception>
    public static async Task VerifyStoredAsync(Stream stored, BackupManifest manifest, CancellationToken token, Action<long>? progress = null)
    {
        await using var verified = new VerifyingReadStream(stored, manifest.StoredBytes, manifest.StoredSha256, $"the stored bytes of {manifest.Name}", progress);
        await DrainAsync(verified, token);
    }

    internal static async Task DrainAsync(Stream stream, CancellationToken token)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await stream.ReadAsync(buffer, token) > 0)
            {
                // The stream checks what passes through it.
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Turns a decoder's complaints into ours, and at its end reads what lies beneath to the end, so that its hash is checked too.</summary>
    private sealed class DecodingReadStream(Stream decoder, Stream stored, string name) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            try
            {
                var count = decoder.Read(buffer);
                if (count == 0 && !buffer.IsEmpty)
                    stored.CopyTo(Stream.Null);
                return count;
            }
            catch (Exception exception) when (IsComplaint(exception))
            {
                throw Damaged(exception);
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                var count = await decoder.ReadAsync(buffer, cancellationToken);
                if (count == 0 && !buffer.IsEmpty)
                    await DrainAsync(stored, cancellationToken);
                return count;
            }
            catch (Exception exception) when (IsComplaint(exception))
            {
                throw Damaged(exception);
            }
        }

        private static bool IsComplaint(Exception exception) => exception is ZstdException or InvalidDataException or EndOfStreamException;

        private DamagedBackupException Damaged(Exception cause) =>
            new($"{name} cannot be decoded ({cause.Message.TrimEnd('.')}): it is damaged; restore another backup.", cause);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                decoder.Dispose();
            base.Dispose(disposing);
        }
    }
}
