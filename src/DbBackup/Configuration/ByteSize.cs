using System.Globalization;

namespace DbBackup.Configuration;

/// <summary>Sizes as people write them: <c>50 GB</c>, <c>1.5TiB</c>, or a number of bytes.</summary>
internal static class ByteSize
{
    private static readonly Dictionary<string, long> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = 1, ["B"] = 1,
        ["kB"] = 1_000, ["MB"] = 1_000_000, ["GB"] = 1_000_000_000, ["TB"] = 1_000_000_000_000,
        ["KiB"] = 1L << 10, ["MiB"] = 1L << 20, ["GiB"] = 1L << 30, ["TiB"] = 1L << 40,
    };

    /// <summary>Reads one.</summary>
    /// <returns>The bytes; <see langword="null"/> when it is no size.</returns>
    public static long? TryParse(string text)
    {
        var unit = text.TrimStart().TrimStart("0123456789.".ToCharArray());
        var number = text[..^unit.Length];
        if (!Units.TryGetValue(unit.Trim(), out var factor) || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var value))
            return null;
        return value <= long.MaxValue / factor ? (long)(value * factor) : null;
    }
}
