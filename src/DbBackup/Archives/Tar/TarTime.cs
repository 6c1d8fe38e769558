using System.Globalization;

namespace DbBackup.Archives;

/// <summary>Times as a tar has them: seconds since 1970, in an extended header with a fraction.</summary>
internal static class TarTime
{
    /// <summary>The whole seconds that fit into a plain header, or <see langword="null"/> when the time needs an extended one.</summary>
    public static long? PlainSeconds(DateTime time)
    {
        var (seconds, rest) = Math.DivRem((time - DateTime.UnixEpoch).Ticks, TimeSpan.TicksPerSecond);
        return rest == 0 && seconds is >= 0 and <= TarHeader.LargestNumber ? seconds : null;
    }

    /// <summary>The time with its fraction.</summary>
    public static string Format(DateTime time) =>
        ((time - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a time with its fraction; what is below 100 ns is cut.</summary>
    /// <exception cref="FormatException">It is no time.</exception>
    public static DateTime Parse(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var seconds)
            ? FromSeconds(seconds)
            : throw new FormatException("an entry's time is no number");
    }

    /// <summary>The time so many seconds after 1970.</summary>
    /// <exception cref="FormatException">It is beyond the years 1 to 9999.</exception>
    public static DateTime FromSeconds(decimal seconds)
    {
        var earliest = (DateTime.MinValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        var latest = (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        return seconds >= earliest && seconds <= latest
            ? DateTime.UnixEpoch.AddTicks((long)decimal.Floor(seconds * TimeSpan.TicksPerSecond))
            : throw new FormatException("an entry's time is out of range");
    }
}
