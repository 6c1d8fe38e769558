using DbBackup.Cli;

namespace DbBackup.Tests.Cli;

public sealed class ShutdownSignalsTests
{
    [Fact]
    public async Task The_callers_token_cancels_like_a_signal()
    {
        using var source = new CancellationTokenSource();
        using var signals = new ShutdownSignals(() => Assert.Fail("No second signal was sent."), source.Token);
        Assert.False(signals.Token.IsCancellationRequested);
        await source.CancelAsync();
        Assert.True(signals.Token.IsCancellationRequested);
    }
}
