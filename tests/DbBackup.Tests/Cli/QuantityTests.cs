using DbBackup.Cli;

namespace DbBackup.Tests.Cli;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(9_994, "9.99 kB")]
    [InlineData(9_996, "10.0 kB")]
    [InlineData(99_960, "100 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_600, "1.00 MB")]
    [InlineData(1_234_567_890, "1.23 GB")]
    [InlineData(9.2e18, "9.20 EB")]
    public void Bytes_have_three_digits(double bytes, string text) => Assert.Equal(text, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(-1, "0.0 s")]
    [InlineData(0.04, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "10.0 s")]
    [InlineData(10.9, "10 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(60, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7620, "2 h 07 min")]
    [InlineData(360000, "100 h 00 min")]
    public void Durations_are_as_long_as_they_need(double seconds, string text) => Assert.Equal(text, Quantity.Duration(TimeSpan.FromSeconds(seconds)));
}
