using System.Buffers;
using DbBackup.Catalog;
using ZstdSharp;

namespace DbBackup.Archives;

/// <summary>The byte path of a restore: storage → hash → decompression → hash → payload.</summary>
internal static class ArchiveReader
{
    private const int BufferSize = 1 << 20;

    /// <summary>Opens the payload. Read to its end it is proven to be the manifest's; a damaged one throws, and never gives more bytes than the manifest allows.</summary>
    /// <param name="stored">The stored bytes; owned by the stream that is returned.</param>
    /// <param name="manifest">What they must be.</param>
    /// <param name="progress">Is told the number of payload bytes so far.</param>
    /// <exception cref="DamagedBackupException">While reading: the bytes are not those of the manifest.</exception>
    public static Stream OpenPayload(Stream stored, BackupManifest manifest, Action<long>? progress)
    {
        RefuseUnknownFormat(manifest);
        var verified = new VerifyingReadStream(stored, manifest.StoredBytes, manifest.StoredSha256, $"the stored bytes of {manifest.Name}");
        var decoded = new DecodingReadStream(Compression.Decompress(verified, manifest.Compression), verified, manifest.Name);
        return new VerifyingReadStream(new ReadAheadStream(decoded), manifest.PayloadBytes, manifest.PayloadSha256, $"the payload of {manifest.Name}", progress);
    }

    /// <summary>Refuses what this version cannot open, by the manifest alone.</summary>
    /// <exception cref="DamagedBackupException">The backup is encrypted, or compressed in a way that is not known.</exception>
    public static void RefuseUnknownFormat(BackupManifest manifest)
    {
        if (manifest.Encryption is not null)
            throw new DamagedBackupException($"{manifest.Name} is encrypted with '{manifest.Encryption}', which this version cannot open; update DbBackup.");
        if (!Compression.IsKnown(manifest.Compression))
            throw new DamagedBackupException($"{manifest.Name} is compressed with '{manifest.Compression}', which this version does not know; update DbBackup.");
    }

    /// <summary>Reads the stored bytes to their end and compares them with the manifest.</summary>
    /// <exception cref="DamagedBackupException">They are not those of the manifest.</exception>
    public static async Task VerifyStoredAsync(Stream stored, BackupManifest manifest, CancellationToken token)
    {
        await using var verified = new VerifyingReadStream(stored, manifest.StoredBytes, manifest.StoredSha256, $"the stored bytes of {manifest.Name}");
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
            new($"{name} cannot be decompressed ({cause.Message.TrimEnd('.')}): it is damaged; restore another backup.", cause);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                decoder.Dispose();
            base.Dispose(disposing);
        }
    }
}
