using System.Security.Cryptography;

namespace DbBackup.Archives;

/// <summary>A private X25519 key, as <c>AGE-SECRET-KEY-1…</c>.</summary>
internal sealed class AgeIdentity : IAgeIdentity
{
    private const string Prefix = "age-secret-key-";

    private readonly byte[] _secret, _recipient;

    private AgeIdentity(byte[] secret) => (_secret, _recipient) = (secret, AgeRecipient.PublicKeyOf(secret));

    /// <summary>The public key, as text.</summary>
    public string Recipient => Bech32.Encode(AgeRecipient.Prefix, _recipient);

    /// <summary>Makes a new one.</summary>
    public static AgeIdentity Generate() => new(RandomNumberGenerator.GetBytes(AgeWrapping.KeyBytes));

    /// <summary>Reads one.</summary>
    /// <returns><see langword="null"/> when the text is not one.</returns>
    public static AgeIdentity? Parse(string text) =>
        !text.Any(char.IsAsciiLetterLower) && Bech32.Decode(Prefix, text) is { Length: AgeWrapping.KeyBytes } secret ? new(secret) : null;

    /// <summary>The private key as text: for its file and nothing else.</summary>
    public string Reveal() => Bech32.Encode(Prefix, _secret).ToUpperInvariant();

    public byte[]? Unwrap(AgeStanza stanza)
    {
        if (stanza.Type != AgeRecipient.Type)
            return null;
        if (stanza.Arguments is not [var argument])
            throw new InvalidDataException("an X25519 recipient has not one argument");
        if (AgeText.Decode(argument) is not { Length: AgeWrapping.KeyBytes } share)
            throw new InvalidDataException("the share of an X25519 recipient is not a key");
        AgeWrapping.RequireBody(stanza);
        var key = AgeRecipient.SharedKey(_secret, share, share, _recipient) ?? throw new InvalidDataException("the share of an X25519 recipient has a low order");
        return AgeWrapping.Unwrap(key, stanza.Body);
    }
}
