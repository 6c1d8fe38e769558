using System.Text;

namespace DbBackup.Archives;

/// <summary>The text form of age's keys: a prefix, the bytes five bits a letter, and a checksum that finds typing errors (BIP 173, without its limit of 90 letters).</summary>
internal static class Bech32
{
    private const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLetters = 6;
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Writes bytes, in lower case.</summary>
    public static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        var values = Regroup(data, from: 8, to: 5, pad: true)!;
        var checksum = Polymod([.. Expand(prefix), .. values, 0, 0, 0, 0, 0, 0]) ^ 1;
        var text = new StringBuilder(prefix).Append('1');
        foreach (var value in values)
            text.Append(Letters[value]);
        for (var letter = 0; letter < ChecksumLetters; letter++)
            text.Append(Letters[(int)(checksum >> 5 * (ChecksumLetters - 1 - letter)) & 31]);
        return text.ToString();
    }

    /// <summary>Reads bytes.</summary>
    /// <returns><see langword="null"/> when it is not such a text with this prefix, or its checksum is wrong.</returns>
    public static byte[]? Decode(string prefix, string text)
    {
        var lower = text.ToLowerInvariant();
        if (text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper))
            return null;
        if (!lower.StartsWith(prefix + '1', StringComparison.Ordinal) || lower.Length < prefix.Length + 1 + ChecksumLetters)
            return null;
        var values = lower.Skip(prefix.Length + 1).Select(letter => Letters.IndexOf(letter, StringComparison.Ordinal)).ToArray();
        if (values.Contains(-1))
            return null;
        var bytes = Array.ConvertAll(values, value => (byte)value);
        return Polymod([.. Expand(prefix), .. bytes]) == 1 ? Regroup(bytes.AsSpan(..^ChecksumLetters), from: 5, to: 8, pad: false) : null;
    }

    private static byte[] Expand(string prefix) => [.. prefix.Select(c => (byte)(c >> 5)), 0, .. prefix.Select(c => (byte)(c & 31))];

    private static uint Polymod(ReadOnlySpan<byte> values)
    {
        var sum = 1u;
        foreach (var value in values)
        {
            var top = sum >> 25;
            sum = (sum & 0x1ffffff) << 5 ^ value;
            for (var bit = 0; bit < Generator.Length; bit++)
                if ((top >> bit & 1) == 1)
                    sum ^= Generator[bit];
        }
        return sum;
    }

    // Bits that are left over must be zero and fewer than a group, so that every key has one text.
    private static byte[]? Regroup(ReadOnlySpan<byte> data, int from, int to, bool pad)
    {
        var groups = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var value in data)
        {
            bits = (bits << from | value) & 0xfff;
            for (count += from; count >= to; count -= to)
                groups.Add((byte)(bits >> count - to & (1 << to) - 1));
        }
        var rest = bits & (1 << count) - 1;
        if (pad && count > 0)
            groups.Add((byte)(rest << to - count));
        return pad || count < from && rest == 0 ? [.. groups] : null;
    }
}
