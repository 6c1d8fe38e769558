using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DbBackup.Archives;

/// <summary>The payload of an age file: chunks of 64 KiB, each sealed with its number and whether it is the last, so that none can be changed, moved or left off.</summary>
internal sealed class AgeChunks : IDisposable
{
    public const int PlainBytes = 64 << 10, SealedBytes = PlainBytes + AgeWrapping.TagBytes, NonceBytes = 16;

    private readonly ChaCha20Poly1305 _cipher;
    private readonly byte[] _nonce = new byte[12];
    private long _number;

    /// <summary>Begins.</summary>
    /// <param name="fileKey">The file key.</param>
    /// <param name="nonce">The random bytes before the first chunk.</param>
    public AgeChunks(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> nonce)
    {
        Span<byte> key = stackalloc byte[AgeWrapping.KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, key, nonce, "payload"u8);
        _cipher = new(key);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Seals the next chunk.</summary>
    /// <returns>The number of bytes in <paramref name="sealedChunk"/>.</returns>
    public int Seal(ReadOnlySpan<byte> plain, Span<byte> sealedChunk, bool isLast)
    {
        _cipher.Encrypt(Nonce(isLast), plain, sealedChunk[..plain.Length], sealedChunk.Slice(plain.Length, AgeWrapping.TagBytes));
        return plain.Length + AgeWrapping.TagBytes;
    }

    /// <summary>Opens the next chunk.</summary>
    /// <returns>The number of bytes in <paramref name="plain"/>, all of them authenticated.</returns>
    /// <exception cref="InvalidDataException">It is not the next chunk.</exception>
    public int Open(ReadOnlySpan<byte> sealedChunk, Span<byte> plain, bool isLast)
    {
        var length = sealedChunk.Length - AgeWrapping.TagBytes;
        // Only a payload of nothing has a chunk of nothing.
        if (length < 0 || length == 0 && _number > 0)
            throw new InvalidDataException("it ends too early");
        try
        {
            _cipher.Decrypt(Nonce(isLast), sealedChunk[..length], sealedChunk[length..], plain[..length]);
            return length;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new InvalidDataException(isLast ? "its end was changed or is missing" : $"it was changed near byte {_number * PlainBytes}");
        }
    }

    public void Dispose() => _cipher.Dispose();

    private byte[] Nonce(bool isLast)
    {
        BinaryPrimitives.WriteInt64BigEndian(_nonce.AsSpan(3, 8), _number++);
        _nonce[^1] = isLast ? (byte)1 : (byte)0;
        return _nonce;
    }
}
