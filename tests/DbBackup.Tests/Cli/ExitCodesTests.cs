using DbBackup.Cli;
using DbBackup.Commands;
using DbBackup.Signals;

namespace DbBackup.Tests.Cli;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(RunOutcome.Succeeded, 0)]
    [InlineData(RunOutcome.Failed, 1)]
    [InlineData(RunOutcome.Vetoed, 3)]
    [InlineData(RunOutcome.Locked, 5)]
    [InlineData(RunOutcome.Cancelled, 130)]
    public void Every_outcome_has_its_code(RunOutcome outcome, int code) => Assert.Equal(code, ExitCodes.Of(new CleanupResult { Outcome = outcome }));

    [Theory]
    [InlineData(RunOutcome.Succeeded, 4)]
    [InlineData(RunOutcome.Failed, 1)]
    [InlineData(RunOutcome.Cancelled, 130)]
    public void A_failed_receiver_counts_only_when_nothing_worse_happened(RunOutcome outcome, int code) =>
        Assert.Equal(code, ExitCodes.Of(new CleanupResult { Outcome = outcome, ReceiverFailures = [new(Signal.PostCleanup, "x", new TimeoutException())] }));

    [Fact]
    public void A_failure_by_configuration_is_wrong_usage() =>
        Assert.Equal(2, ExitCodes.Of(new CleanupResult { Outcome = RunOutcome.Failed, Error = new ConfigurationException("x") }));

    [Fact]
    public void Every_exception_has_its_code()
    {
        Assert.Equal(2, ExitCodes.Of(new ConfigurationException("x")));
        Assert.Equal(3, ExitCodes.Of(new VetoedException("x", new InvalidOperationException("y"))));
        Assert.Equal(5, ExitCodes.Of(new RunLockedException("x")));
        Assert.Equal(130, ExitCodes.Of(new TaskCanceledException()));
        Assert.Equal(1, ExitCodes.Of(new BackupException("x")));
        Assert.Equal(1, ExitCodes.Of(new FormatException("x")));
    }

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { 0, 0 }, 0)]
    [InlineData(new[] { 0, 4 }, 4)]
    [InlineData(new[] { 4, 3, 0 }, 3)]
    [InlineData(new[] { 3, 5, 4 }, 5)]
    [InlineData(new[] { 5, 2 }, 2)]
    [InlineData(new[] { 2, 1, 5 }, 1)]
    [InlineData(new[] { 1, 130, 0 }, 130)]
    public void Of_several_databases_the_worst_counts(int[] codes, int worst) => Assert.Equal(worst, ExitCodes.Worst(codes));
}
