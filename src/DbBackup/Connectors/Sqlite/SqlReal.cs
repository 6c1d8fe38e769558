using System.Globalization;
using System.Numerics;
using System.Text;

namespace DbBackup.Connectors;

/// <summary>
/// A double as text of SQL that every version of <c>sqlite3</c> reads back to the same 64 bits.
/// </summary>
/// <remarks>
/// The shortest decimal is not enough: older versions do not always round it to the nearest double (3.40 gets one in 360 random
/// doubles wrong by a bit, having rounded to the 64 bits of a long double first). So a decimal is written only where two roundings
/// provably end where one does; any other value is written as an integer, times or divided by powers of two. Each of these is exact.
/// </remarks>
internal static class SqlReal
{
    private const int MantissaBits = 53;
    private const int ChunkBits = 50;
    private const string Chunk = "1125899906842624"; // 2^50: an integer that every version reads exactly

    /// <summary>Appends the literal or expression.</summary>
    public static void Append(StringBuilder text, double value)
    {
        if (double.IsInfinity(value))
            text.Append(value > 0 ? "9e999" : "-9e999");
        else if (value == 0)
            text.Append(double.IsNegative(value) ? "-0.0" : "0.0");
        else if (!TryAppendDecimal(text, value))
            AppendExact(text, value);
    }

    private static bool TryAppendDecimal(StringBuilder text, double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (!TrySplit(shortest, out var digits, out var decimals) || !RoundsTheSameTwice(digits, decimals))
            return false;
        text.Append(shortest);
        if (!shortest.Contains('.', StringComparison.Ordinal) && !shortest.Contains('E', StringComparison.Ordinal))
            text.Append(".0");
        return true;
    }

    /// <summary>Takes a decimal apart into digits × 10^-decimals; false for those that are not worth a proof.</summary>
    private static bool TrySplit(string shortest, out ulong digits, out int decimals)
    {
        decimals = 0;
        digits = 0;
        var exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponentAt < 0 ? shortest : shortest[..exponentAt];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        decimals = (point < 0 ? 0 : mantissa.Length - point - 1)
            - (exponentAt < 0 ? 0 : int.Parse(shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        var plain = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('-');
        return plain.Length <= 16 && ulong.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out digits)
            && digits < 1UL << MantissaBits && decimals is >= 0 and <= 15;
    }

    /// <summary>
    /// Whether digits / 10^decimals, both exact in any floating point, ends at the same double with a rounding to 64 bits in between: not
    /// when the bits after the 53rd lie next to a half, where the first rounding makes a tie of what was none.
    /// </summary>
    private static bool RoundsTheSameTwice(ulong digits, int decimals)
    {
        var divisor = UInt128.One;
        for (var i = 0; i < decimals; i++)
            divisor *= 10;
        var numerator = (UInt128)digits << BitOperations.LeadingZeroCount(digits) << 64;
        var (quotient, remainder) = UInt128.DivRem(numerator, divisor);
        var rest = 128 - (int)UInt128.LeadingZeroCount(quotient) - MantissaBits;
        var after = (uint)(quotient >> (rest - 12)) & 0xFFF;
        var exactHalf = after == 0x800 && remainder == 0 && (quotient & ((UInt128.One << (rest - 12)) - 1)) == 0;
        return exactHalf || after is not (0x7FF or 0x800);
    }

    private static void AppendExact(StringBuilder text, double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var stored = (int)(bits >> 52) & 0x7FF;
        var mantissa = (bits & ((1L << 52) - 1)) | (stored == 0 ? 0 : 1L << 52);
        var exponent = Math.Max(stored, 1) - 1075;
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);

        text.Append('(').Append(value < 0 ? "-" : "").Append(CultureInfo.InvariantCulture, $"{mantissa}.0");
        AppendPower(text, exponent);
        text.Append(')');
    }

    private static void AppendPower(StringBuilder text, int exponent)
    {
        var sign = exponent < 0 ? '/' : '*';
        for (var left = Math.Abs(exponent); left > 0; left -= ChunkBits)
            text.Append(sign).Append(left >= ChunkBits ? Chunk : (1L << left).ToString(CultureInfo.InvariantCulture));
    }
}
