using System.Globalization;
using System.Text;
using CsCheck;
using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.Sqlite;

public sealed class SqlRealTests : IDisposable
{
    private readonly SqliteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(12.34, "12.34"), InlineData(-0.0, "-0.0"), InlineData(0.0, "0.0"), InlineData(3.0, "3.0"), InlineData(double.PositiveInfinity, "9e999")]
    [InlineData(double.NegativeInfinity, "-9e999"), InlineData(1e-7, "1E-07"), InlineData(0.1 + 0.2, "(1351079888211149.0/1125899906842624/4)")]
    [InlineData(-1e30, "(-3552713678800501.0*281474976710656)")]
    public void Plain_numbers_are_plain_and_others_exact(double value, string expected) => Assert.Equal(expected, Write(value));

    [Fact]
    public void Every_double_is_read_back_bit_by_bit_by_the_stock_program_and_by_our_engine()
    {
        var values = new List<double> { double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 2.2250738585072014E-308, 2.2250738585072009E-308, -0.0 };
        for (var exponent = -320; exponent <= 308; exponent++)
            values.Add(double.Parse($"1e{exponent}", CultureInfo.InvariantCulture));
        var any = Gen.Int.Select(Gen.Int).Select((high, low) => BitConverter.Int64BitsToDouble(((long)high << 32) | (uint)low)).Where(d => !double.IsNaN(d));
        // What people enter: up to 15 digits with a point somewhere.
        var entered = Gen.Long[-999_999_999_999_999, 999_999_999_999_999].Select(Gen.Int[0, 15]).Select((digits, decimals) => (double)((decimal)digits / (decimal)Math.Pow(10, decimals)));
        Gen.OneOf(any, entered).Array[20_000].Sample(sample => values.AddRange(sample), iter: 1);

        var script = new StringBuilder("CREATE TABLE t(id INTEGER PRIMARY KEY, v); BEGIN;\n");
        foreach (var value in values)
            script.Append(CultureInfo.InvariantCulture, $"INSERT INTO t(v) VALUES({Write(value)});\n");
        script.Append("COMMIT;\n");
        SqliteFolder.Run(_folder.Path("ours.db"), script.ToString());
        foreach (var path in new[] { _folder.LoadWithSqlite3(Encoding.UTF8.GetBytes(script.ToString())), _folder.Path("ours.db") })
            Assert.Equal(values.Select(Bits), ReadAll(path).Select(Bits));
    }

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture) + " " + Write(value);

    private static string Write(double value)
    {
        var text = new StringBuilder();
        SqlReal.Append(text, value);
        return text.ToString();
    }

    private static List<double> ReadAll(string path)
    {
        using var session = SqliteSession.Open(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly, CancellationToken.None);
        using var rows = session.Query("SELECT v FROM t ORDER BY id");
        var values = new List<double>();
        while (rows.Read())
            values.Add(rows.Double(0));
        return values;
    }
}
