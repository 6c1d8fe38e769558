using System.Globalization;
using CsCheck;

namespace DbBackup.Servers.Tests.MySql.Random;

/// <summary>Types, and values of them as SQL.</summary>
internal static class RandomValues
{
    /// <summary>A type with values that are easily lost.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Key">How it stands in an index; <see langword="null"/> where it does not.</param>
    /// <param name="HasDefault">Whether a value can be its default.</param>
    /// <param name="Value">A value, as an expression.</param>
    internal sealed record Kind(string Type, string? Key, bool HasDefault, Gen<string> Value);

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf("", " ", "a ", "NULL", "\\N", "\\", "\\\\", "'", "''", "\"", "`", "a\tb", "a\r\nb", "\n", "😀", "ä", "--", "/*", "#x", "%_", "\u00a0", "\u2028", "\u001a", ";", ","),
        Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('\n', '\t', 'é', '漢', '\'', '\\', '"', '\r')), 0, 30]);

    private static readonly Gen<string> Latin = Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('\n', '\t', 'é', 'ß', '\'', '\\', '"', '\0')), 0, 20];

    private static readonly Gen<string> Bytes = Gen.OneOf(
        Gen.OneOf("X''", "X'00'", "X'5C'", "X'27'", "X'0A'", "X'09'", "X'1A'", "X'5C4E'", "X'FF'"), Gen.Byte.Array[0, 40].Select(b => $"X'{Convert.ToHexString(b)}'"));

    private static readonly Gen<string> Doubles = Gen.OneOf(
        Gen.OneOf("0e0", "5e-324", "1.7976931348623157e308", "-1.7976931348623157e308", "2.2250738585072014e-308", "0.1e0", "1e23", "9007199254740993e0", "-1e-7"),
        Gen.Double.Where(double.IsFinite).Select(d => d.ToString("E16", CultureInfo.InvariantCulture)));

    private static readonly Gen<string> Floats = Gen.OneOf(
        Gen.OneOf("0e0", "1.401298464324817e-45", "3.4028234663852886e38", "16777216", "0.1e0", "1e-10"),
        Gen.Float.Where(float.IsFinite).Select(f => ((double)f).ToString("E16", CultureInfo.InvariantCulture)));

    private static readonly Gen<string> Json = Gen.OneOf(
        Gen.OneOf("{}", "[]", "null", "\"\"", "1", "-0.5", "1e100", "true", "{\"b\": 1, \"a\": [null, {\"c\": \"\\u0041\\n😀\"}]}", "\"it's\""),
        Gen.Long.Select(i => i.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The kinds.</summary>
    public static readonly IReadOnlyList<Kind> Kinds =
    [
        new("tinyint", "{0}", true, Gen.SByte.Select(Number)),
        new("int", "{0}", true, Gen.Int.Select(Number)),
        new("int unsigned zerofill", "{0}", true, Gen.UInt.Select(Number)),
        new("bigint", "{0}", true, Gen.Long.Select(Number)),
        new("bigint unsigned", "{0}", true, Gen.OneOf(Gen.OneOf("0", "9223372036854775808", "18446744073709551615"), Gen.ULong.Select(Number))),
        new("decimal(65,30)", "{0}", true, Gen.Decimal[-1e20m, 1e20m].Select(d => d.ToString(CultureInfo.InvariantCulture))),
        new("decimal(10,2) unsigned", "{0}", true, Gen.Int[0, 99999999].Select(i => $"{i / 100}.{i % 100:00}")),
        new("double", "{0}", false, Doubles),
        new("float", "{0}", false, Floats),
        new("bit(13)", "{0}", true, Gen.Int[0, 8191].Select(i => $"b'{Convert.ToString(i, 2)}'")),
        new("bit(64)", "{0}", true, Gen.ULong.Select(i => $"b'{Convert.ToString((long)i, 2)}'")),
        new("year", "{0}", true, Gen.Int[1901, 2155].Select(Number)),
        new("date", "{0}", true, Gen.OneOf(Gen.OneOf("'0000-00-00'", "'2026-00-00'", "'2026-12-00'", "'9999-12-31'"), Gen.Int[0, 3_000_000].Select(d => $"'{new DateTime(1000, 1, 1).AddDays(d):yyyy-MM-dd}'"))),
        new("datetime(6)", "{0}", true, Gen.OneOf(Gen.OneOf("'0000-00-00 00:00:00.000001'", "'9999-12-31 23:59:59.999999'"), Gen.Long[0, 280_000_000_000_000].Select(Moment))),
        new("timestamp(3) NULL", "{0}", true, Gen.Long[31_000_000_000, 32_000_000_000].Select(m => $"'{new DateTime(1970, 1, 2).AddMilliseconds(m * 60):yyyy-MM-dd HH:mm:ss.fff}'")),
        new("time(6)", "{0}", true, Gen.Long[-3020399_000000, 3020399_000000].Select(Clock)),
        new("char(31) CHARACTER SET utf8mb4", "{0}", true, Texts.Select(Sql.Text)),
        new("varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "{0}", true, Texts.Select(Sql.Text)),
        new("varchar(40) CHARACTER SET latin1", "{0}", true, Latin.Select(Sql.Text)),
        new("varchar(40) CHARACTER SET utf16", "{0}", true, Texts.Select(Sql.Text)),
        new("text CHARACTER SET utf8mb4", "{0}(7)", false, Texts.Select(Sql.Text)),
        new("longtext CHARACTER SET latin1", null, false, Latin.Select(Sql.Text)),
        new("binary(11)", "{0}", false, Gen.Byte.Array[0, 11].Select(b => $"X'{Convert.ToHexString(b)}'")),
        new("varbinary(90)", "{0}", false, Bytes),
        new("longblob", "{0}(9)", false, Bytes),
        new("enum('a','it''s','b,c','','1')", "{0}", true, Gen.OneOf("'a'", "'it''s'", "'b,c'", "''", "'1'")),
        new("set('x','y','z w','1')", "{0}", true, Gen.OneOf("''", "'x'", "'1'", "'x,z w'", "'y,1'", "'x,y,z w,1'")),
        new("json", null, false, Json.Select(Sql.Text)),
        new("point", null, false, Gen.Select(Gen.Int, Gen.Int).Select((x, y) => $"ST_GeomFromText('POINT({x} {y}.5)')")),
        new("geometry", null, false, Gen.OneOf("ST_GeomFromText('LINESTRING(0 0,1 1)')", "ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 0))', 0)")),
        .. MySqlServer.IsMariaDb
            ? (Kind[])
            [
                new("uuid", "{0}", true, Gen.Guid.Select(Rfc4122)), new("inet6", "{0}", true, Gen.OneOf("'::1'", "'2001:db8::ff00:42:8329'", "'::ffff:1.2.3.4'")),
            ]
            : [],
    ];

    private static string Number<T>(T number) where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);

    // Of a kind that the server takes as a default.
    private static string Rfc4122(Guid any)
    {
        var text = any.ToString();
        return $"'{text[..14]}4{text[15..19]}a{text[20..]}'";
    }

    private static string Moment(long milliseconds) => $"'{new DateTime(1000, 1, 1).AddMilliseconds(milliseconds).AddTicks(milliseconds % 9990):yyyy-MM-dd HH:mm:ss.ffffff}'";

    private static string Clock(long microseconds)
    {
        var positive = Math.Abs(microseconds);
        return string.Create(
            CultureInfo.InvariantCulture, $"'{(microseconds < 0 ? "-" : "")}{positive / 3600_000000}:{positive / 60_000000 % 60:00}:{positive / 1_000000 % 60:00}.{positive % 1_000000:000000}'");
    }
}
