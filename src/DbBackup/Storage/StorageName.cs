using System.Globalization;
using System.Text;

namespace DbBackup.Storage;

/// <summary>The names that every storage can hold: on Linux, macOS and Windows, in an URL, and in a line of a log.</summary>
public static class StorageName
{
    /// <summary>The longest name, in UTF-8 bytes: what a Linux file name may have, less room for a temporary name.</summary>
    public const int MaximumBytes = 200;

    private const string Punctuation = "._-+@=";
    private const int MaximumShown = 80;

    /// <summary>
    /// Whether a name can be held: letters, digits, <c>. _ - + @ =</c>, not beginning with a dot or a dash, not ending with a dot, no longer than
    /// <see cref="MaximumBytes"/>, and no device of Windows (<c>con</c>, <c>nul.tar</c>).
    /// </summary>
    public static bool IsValid(string? name)
    {
        if (string.IsNullOrEmpty(name) || name[0] is '.' or '-' || name[^1] == '.')
            return false;
        foreach (var c in name)
            if (!char.IsLetterOrDigit(c) && !Punctuation.Contains(c))
                return false;
        return Encoding.UTF8.GetByteCount(name) <= MaximumBytes && !IsDevice(name);
    }

    /// <summary>What a storage calls first in every method.</summary>
    /// <exception cref="BackupException">The name is not valid; the message is one line and shows the name without its control characters.</exception>
    public static void ThrowIfInvalid(string? name)
    {
        if (!IsValid(name))
            throw new BackupException($"\"{Shown(name)}\" cannot be a name in a storage: use letters, digits and {string.Join(' ', Punctuation.AsEnumerable())}, "
                + $"no dot or dash in front, no dot at the end, no device name, at most {MaximumBytes} bytes.");
    }

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.', 2)[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && char.IsAsciiDigit(stem[3]));
    }

    private static string Shown(string? name)
    {
        var shown = new StringBuilder();
        foreach (var c in (name ?? "").Take(MaximumShown))
            _ = char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")
                : shown.Append(c);
        return name?.Length > MaximumShown ? shown.Append('…').ToString() : shown.ToString();
    }
}
