using System.Buffers.Text;
using System.Text;

namespace DbBackup.Archives;

/// <summary>Base 64 without padding, of which every sequence of bytes has one form only.</summary>
internal static class AgeText
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Reads bytes.</summary>
    /// <returns><see langword="null"/> when they were not written in that form.</returns>
    public static byte[]? Decode(string text)
    {
        if (text.Length % 4 == 1 || text.Contains('='))
            return null;
        var padded = Encoding.ASCII.GetBytes(text + new string('=', (4 - text.Length % 4) % 4));
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        if (Base64.DecodeFromUtf8(padded, bytes, out _, out var count) != System.Buffers.OperationStatus.Done)
            return null;
        bytes = bytes[..count];
        return Encode(bytes) == text ? bytes : null;
    }
}
