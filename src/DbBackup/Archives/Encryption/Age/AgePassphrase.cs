using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;

namespace DbBackup.Archives;

/// <summary>A passphrase, stretched by scrypt: it wraps and unwraps alone, so that whoever knows it knows who wrote the file.</summary>
/// <param name="passphrase">The passphrase.</param>
/// <param name="workFactor">The binary logarithm of scrypt's cost; 18 takes about a second and 256 MiB, as with age itself.</param>
internal sealed class AgePassphrase(string passphrase, int workFactor = AgePassphrase.DefaultWorkFactor) : IAgeRecipient, IAgeIdentity
{
    public const string Type = "scrypt";

    // A file from elsewhere may not make this machine work or allocate without end: 2^20 is 1 GiB.
    private const int DefaultWorkFactor = 18, HighestWorkFactor = 20;
    private const int SaltBytes = 16, BlockSize = 8, Parallelism = 1;

    private static ReadOnlySpan<byte> Label => "age-encryption.org/v1/scrypt"u8;

    private readonly byte[] _passphrase = Encoding.UTF8.GetBytes(passphrase);

    public AgeStanza Wrap(ReadOnlySpan<byte> fileKey)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(Type, [AgeText.Encode(salt), workFactor.ToString(CultureInfo.InvariantCulture)], AgeWrapping.Wrap(Stretch(salt, workFactor), fileKey));
    }

    public byte[]? Unwrap(AgeStanza stanza)
    {
        if (stanza.Type != Type)
            return null;
        if (stanza.Arguments is not [var salted, var factor])
            throw new InvalidDataException("a scrypt recipient has not two arguments");
        if (AgeText.Decode(salted) is not { Length: SaltBytes } salt)
            throw new InvalidDataException("the salt of a scrypt recipient is not one");
        AgeWrapping.RequireBody(stanza);
        return AgeWrapping.Unwrap(Stretch(salt, WorkFactorOf(factor)), stanza.Body);
    }

    private static int WorkFactorOf(string text)
    {
        if (text is not [>= '1' and <= '9', ..] || text.Length > 2 || !text.All(char.IsAsciiDigit))
            throw new InvalidDataException("the work factor of a scrypt recipient is not a number");
        var factor = int.Parse(text, CultureInfo.InvariantCulture);
        return factor <= HighestWorkFactor ? factor : throw new InvalidDataException($"the work factor {factor} of a scrypt recipient is higher than {HighestWorkFactor}");
    }

    private byte[] Stretch(byte[] salt, int factor) => SCrypt.Generate(_passphrase, [.. Label, .. salt], 1 << factor, BlockSize, Parallelism, AgeWrapping.KeyBytes);
}
