using System.Security.Cryptography;

namespace DbBackup.Archives;

/// <summary>What age's recipients have in common: a file key of 16 bytes is sealed with ChaCha20-Poly1305 under a key that is used once.</summary>
internal static class AgeWrapping
{
    public const int FileKeyBytes = 16, KeyBytes = 32, TagBytes = 16;

    private static readonly byte[] NoNonce = new byte[12];

    /// <summary>Seals a file key.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> fileKey)
    {
        using var cipher = new ChaCha20Poly1305(key);
        var body = new byte[FileKeyBytes + TagBytes];
        cipher.Encrypt(NoNonce, fileKey, body.AsSpan(..FileKeyBytes), body.AsSpan(FileKeyBytes));
        return body;
    }

    /// <summary>Opens a file key.</summary>
    /// <returns><see langword="null"/> when it was sealed under another key.</returns>
    public static byte[]? Unwrap(ReadOnlySpan<byte> key, byte[] body)
    {
        using var cipher = new ChaCha20Poly1305(key);
        var fileKey = new byte[FileKeyBytes];
        try
        {
            cipher.Decrypt(NoNonce, body.AsSpan(..FileKeyBytes), body.AsSpan(FileKeyBytes), fileKey);
            return fileKey;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Refuses a body that cannot be a file key: a longer one would open under more than one key.</summary>
    /// <exception cref="InvalidDataException">It is longer or shorter.</exception>
    public static void RequireBody(AgeStanza stanza)
    {
        if (stanza.Body.Length != FileKeyBytes + TagBytes)
            throw new InvalidDataException($"the wrapped file key of a {stanza.Type} recipient has {stanza.Body.Length} bytes");
    }
}
