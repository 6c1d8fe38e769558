using Org.BouncyCastle.Bcpg.OpenPgp;

namespace DbBackup.Archives;

/// <summary>Opens OpenPGP messages.</summary>
/// <param name="keys">The secret keys; <see langword="null"/> when the passphrase is the message's.</param>
/// <param name="passphrase">The passphrase of the keys or of the message; <see langword="null"/> when the keys have none.</param>
internal sealed class OpenPgpDecryptor(PgpSecretKeyRingBundle? keys, string? passphrase) : IDecryptor
{
    private const int BufferBytes = 1 << 16;

    public ValueTask<Stream?> OpenAsync(Stream stored, CancellationToken token)
    {
        var isOpen = false;
        try
        {
            var opened = Open(stored);
            isOpen = opened is not null;
            return new(opened);
        }
        catch (Exception e) when (e is PgpException or IOException or ArgumentException)
        {
            throw new InvalidDataException("it is not an OpenPGP message that can be read", e);
        }
        finally
        {
            if (!isOpen)
                stored.Dispose();
        }
    }

    private OpenPgpPayloadStream? Open(Stream stored)
    {
        var packets = new PgpObjectFactory(new BufferedStream(stored, BufferBytes));
        var message = packets.NextPgpObject();
        while (message is PgpMarker)
            message = packets.NextPgpObject();
        if (message is not PgpEncryptedDataList list)
            throw new InvalidDataException("it is not an encrypted OpenPGP message");
        foreach (var encrypted in list.GetEncryptedDataObjects())
            if (TryOpen(encrypted) is { } clear)
                return encrypted.IsIntegrityProtected()
                    ? new(stored, encrypted, Literal(clear))
                    : throw new InvalidDataException("it has no integrity protection");
        return null;
    }

    private Stream? TryOpen(PgpEncryptedData encrypted) => encrypted switch
    {
        PgpPublicKeyEncryptedData forKey when keys is not null => PrivateKey(forKey.KeyId) is { } key ? forKey.GetDataStream(key) : null,
        PgpPbeEncryptedData forPassphrase when keys is null => TryPassphrase(forPassphrase),
        _ => null,
    };

    private PgpPrivateKey? PrivateKey(long id)
    {
        if (keys!.GetSecretKey(id) is not { } secret)
            return null;
        try
        {
            return secret.ExtractPrivateKeyUtf8((passphrase ?? "").ToCharArray());
        }
        catch (PgpException e)
        {
            throw new BackupException(passphrase is null
                ? "The configured secret key has a passphrase. Give it by Encryption:PassphraseFile or PassphraseVariable."
                : "The passphrase does not open the configured secret key. Correct Encryption:PassphraseFile or PassphraseVariable.", e);
        }
    }

    private Stream? TryPassphrase(PgpPbeEncryptedData encrypted)
    {
        try
        {
            return encrypted.GetDataStreamUtf8((passphrase ?? "").ToCharArray());
        }
        catch (Exception e) when (e is PgpException or IOException)
        {
            // By the check of its first bytes.
            return null;
        }
    }

    private static Stream Literal(Stream clear)
    {
        var packet = new PgpObjectFactory(clear).NextPgpObject();
        if (packet is PgpCompressedData compressed)
            packet = new PgpObjectFactory(compressed.GetDataStream()).NextPgpObject();
        return packet is PgpLiteralData literal ? literal.GetInputStream() : throw new InvalidDataException("it holds no data");
    }

    /// <summary>Reads the message; at its end the integrity code is checked.</summary>
    private sealed class OpenPgpPayloadStream(Stream stored, PgpEncryptedData encrypted, Stream literal) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty)
                return 0;
            try
            {
                var count = literal.Read(buffer);
                if (count == 0 && !encrypted.Verify())
                    throw new InvalidDataException("it was changed");
                return count;
            }
            catch (Exception e) when (e is PgpException or IOException)
            {
                throw new InvalidDataException("it was changed or ends too early", e);
            }
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(Read(buffer.Span));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                stored.Dispose();
            base.Dispose(disposing);
        }
    }
}
