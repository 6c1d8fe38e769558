using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc7748;

namespace DbBackup.Archives;

/// <summary>The public key of somebody who shall be able to read what is written: X25519, as <c>age1…</c>.</summary>
internal sealed class AgeRecipient : IAgeRecipient
{
    public const string Prefix = "age", Type = "X25519";

    private static ReadOnlySpan<byte> Info => "age-encryption.org/v1/X25519"u8;

    private readonly byte[] _key;

    private AgeRecipient(byte[] key) => _key = key;

    /// <summary>Reads a recipient.</summary>
    /// <returns><see langword="null"/> when the text is not one.</returns>
    public static AgeRecipient? Parse(string text) =>
        !text.Any(char.IsAsciiLetterUpper) && Bech32.Decode(Prefix, text) is { Length: AgeWrapping.KeyBytes } key ? new(key) : null;

    public AgeStanza Wrap(ReadOnlySpan<byte> fileKey)
    {
        var secret = RandomNumberGenerator.GetBytes(AgeWrapping.KeyBytes);
        var share = PublicKeyOf(secret);
        var key = SharedKey(secret, _key, share, _key) ?? throw new CryptographicException("The recipient's key has a low order.");
        return new(Type, [AgeText.Encode(share)], AgeWrapping.Wrap(key, fileKey));
    }

    internal static byte[] PublicKeyOf(byte[] secret)
    {
        var key = new byte[AgeWrapping.KeyBytes];
        X25519.GeneratePublicKey(secret, 0, key, 0);
        return key;
    }

    /// <summary>The key that both sides find.</summary>
    /// <returns><see langword="null"/> when the other side's point is of low order, by which everybody would find it.</returns>
    internal static byte[]? SharedKey(byte[] secret, byte[] other, byte[] share, byte[] recipient)
    {
        var shared = new byte[AgeWrapping.KeyBytes];
        return X25519.CalculateAgreement(secret, 0, other, 0, shared, 0)
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, AgeWrapping.KeyBytes, [.. share, .. recipient], Info.ToArray())
            : null;
    }
}
