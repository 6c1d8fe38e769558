using System.Buffers;
using System.Globalization;
using System.Text;

namespace DbBackup.Archives;

/// <summary>
/// What a 512-byte header cannot hold: long or non-ASCII names, times below a second, lengths from 8 GiB on. POSIX.1-2017, pax, "pax Extended Header".
/// A record is <c>length key=value\n</c>; the length counts, so that a value may hold any byte, newlines included. <c>System.Formats.Tar</c> splits at newlines and so
/// cannot read such names, and it writes its process id into every extended header, so that the same tree never gives the same bytes: hence this file.
/// </summary>
internal static class PaxRecords
{
    /// <summary>The entry's name.</summary>
    public const string Path = "path";

    /// <summary>The link's target.</summary>
    public const string LinkPath = "linkpath";

    /// <summary>The content's length.</summary>
    public const string Size = "size";

    /// <summary>The time of the last change, in seconds since 1970 with a fraction.</summary>
    public const string ModifiedAt = "mtime";

    /// <summary>UTF-8 that refuses what is not, so that no name is changed on the way.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Appends a record.</summary>
    public static void Append(IBufferWriter<byte> output, string key, string value)
    {
        var length = 3 + Utf8.GetByteCount(key) + Utf8.GetByteCount(value);
        length += Digits(length + Digits(length));
        Utf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length} {key}={value}\n"), output);
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>Reads all records.</summary>
    /// <exception cref="FormatException">They are not well formed.</exception>
    public static Dictionary<string, string> Parse(ReadOnlySpan<byte> records)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!records.IsEmpty)
        {
            var space = records.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                throw new FormatException("an extended header has no length");
            if (length <= space + 1 || length > records.Length || records[length - 1] != '\n')
                throw new FormatException("an extended header has a wrong length");
            var record = records[(space + 1)..(length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals < 1)
                throw new FormatException("an extended header has no key");
            found[Decode(record[..equals])] = ValueOf(record[..equals], record[(equals + 1)..]);
            records = records[length..];
        }
        return found;
    }

    /// <summary>Only what is used must be text: other records, such as extended attributes, hold any bytes.</summary>
    private static string ValueOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        key.SequenceEqual("path"u8) || key.SequenceEqual("linkpath"u8) || key.SequenceEqual("size"u8) || key.SequenceEqual("mtime"u8)
            ? Decode(value)
            : "";

    /// <summary>Decodes text.</summary>
    /// <exception cref="FormatException">It is not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("a name is not valid UTF-8", e);
        }
    }
}
