using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace DbBackup.Archives;

/// <summary>Encrypts with AES-256 and an integrity code (RFC 4880, 5.13), for public keys or a passphrase.</summary>
internal sealed class OpenPgpEncryptor : IEncryptor
{
    private const int BufferBytes = 1 << 16;

    private readonly IReadOnlyList<PgpPublicKey> _recipients = [];
    private readonly string? _passphrase;

    public OpenPgpEncryptor(IReadOnlyList<PgpPublicKey> recipients) => _recipients = recipients;

    public OpenPgpEncryptor(string passphrase) => _passphrase = passphrase;

    public string Name => Encryption.OpenPgpName;

    public string Suffix => ".gpg";

    public Stream Encrypt(Stream stored)
    {
        var generator = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        foreach (var recipient in _recipients)
            generator.AddMethod(recipient);
        if (_passphrase is not null)
            generator.AddMethodUtf8(_passphrase.ToCharArray(), HashAlgorithmTag.Sha256);
        var encrypted = generator.Open(new LeftOpenStream(stored), new byte[BufferBytes]);
        // It is compressed already, and neither a name nor a time is anybody's business.
        return new OpenPgpStream(new PgpLiteralDataGenerator().Open(encrypted, PgpLiteralData.Binary, "", DateTime.UnixEpoch, new byte[BufferBytes]), encrypted);
    }

    /// <summary>Ends both packets, the inner one first.</summary>
    private sealed class OpenPgpStream(Stream literal, Stream encrypted) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => literal.Write(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            literal.Write(buffer.Span);
            return default;
        }

        public override void Flush() { }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                literal.Dispose();
                encrypted.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
