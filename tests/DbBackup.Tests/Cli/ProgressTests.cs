using DbBackup.Cli;
using DbBackup.Commands;

namespace DbBackup.Tests.Cli;

public sealed class ProgressTests : IDisposable
{
    private readonly StringWriter _error = new();
    private readonly HandSetClock _clock = new();

    public void Dispose() => _error.Dispose();

    [Theory]
    [InlineData(1_200_000_000, 3_400_000_000L, 6, "1.20 GB of 3.40 GB (35 %), 200 MB/s, 11 s left")]
    [InlineData(1_200_000_000, null, 6, "1.20 GB, 200 MB/s")]
    [InlineData(0, 100L, 6, "0 B of 100 B (0 %)")]
    [InlineData(100, 100L, 2, "100 B of 100 B (100 %), 50 B/s")]
    [InlineData(150, 100L, 2, "150 B of 100 B (100 %), 75 B/s")]
    [InlineData(100, 200L, 0, "100 B of 200 B (50 %)")]
    [InlineData(5, 0L, 1, "5 B, 5 B/s")]
    public void A_transfer_tells_bytes_rate_and_time_left(long bytes, long? total, int seconds, string text) =>
        Assert.Equal(text, new Transfer(new("shop", bytes, total), TimeSpan.FromSeconds(seconds)).ToString());

    [Fact]
    public async Task Where_nobody_looks_a_line_comes_every_ten_seconds()
    {
        await using var lines = Display();
        for (var second = 0; second <= 25; second++)
        {
            lines.Report(new("shop", second * 1_000_000, 50_000_000));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            ["shop: 10.0 MB of 50.0 MB (20 %), 1.00 MB/s, 40 s left", "shop: 20.0 MB of 50.0 MB (40 %), 1.00 MB/s, 30 s left"],
            _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r')));
    }

    [Fact]
    public async Task The_next_database_has_its_own_rate()
    {
        await using var lines = Display();
        lines.Report(new("shop", 0, null));
        _clock.Advance(TimeSpan.FromSeconds(9));
        lines.Report(new("orders", 0, null));
        _clock.Advance(TimeSpan.FromSeconds(1));
        lines.Report(new("orders", 5_000_000, null));

        Assert.Equal($"orders: 5.00 MB, 5.00 MB/s{Environment.NewLine}", _error.ToString());
    }

    [Fact]
    public async Task The_bar_shows_itself_and_lets_lines_through()
    {
        var terminal = new Terminal(TextReader.Null, new StringWriter(), _error) { ErrorIsTerminal = true };
        var messages = new Messages(terminal, "dbbackup");
        await using (var bar = ProgressDisplay.For(terminal, messages, _clock))
        {
            Assert.IsType<ProgressBar>(bar);
            bar.Report(new("shop [x]", 1, 2));
            messages.WriteLine("info: a line");
            await bar.StopAsync();
            bar.Report(new("orders", 1, null));
        }
        messages.WriteLine("info: afterwards");

        Assert.Contains("info: a line", _error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"info: afterwards{Environment.NewLine}", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_that_went_away_does_not_concern_the_run()
    {
        var terminal = new Terminal(TextReader.Null, new StringWriter(), new GoneWriter()) { ErrorIsTerminal = true };
        await using var bar = ProgressDisplay.For(terminal, new Messages(terminal, "dbbackup"), _clock);
        bar.Report(new("shop", 1, 2));
        bar.Report(new("shop", 2, 2));
        await bar.StopAsync();
    }

    private ProgressDisplay Display()
    {
        var terminal = new Terminal(TextReader.Null, new StringWriter(), _error);
        return ProgressDisplay.For(terminal, new Messages(terminal, "dbbackup"), _clock);
    }

    private sealed class HandSetClock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }

    private sealed class GoneWriter : StringWriter
    {
        public override void Write(string? value) => throw new IOException("gone");

        public override void Write(char value) => throw new IOException("gone");
    }
}
