using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Tests.Signals;

public sealed class SignalTests
{
    private static readonly string[] Common = ["RunId", "Services", "Signal", "StartedAt"];

    /// <summary>The arguments that the signals are specified to carry, besides the common ones.</summary>
    public static TheoryData<Signal, string[]> Arguments { get; } = new()
    {
        { Signal.PreBackup, ["Connector", "Database", "Sender", "ServerName"] },
        { Signal.PostBackup, ["Backup", "Connector", "Database", "Filename", "Sender", "ServerName", "Storage"] },
        { Signal.PreRestore, ["Database", "DatabaseName", "Filename", "Sender", "ServerName", "Storage"] },
        { Signal.PostRestore, ["Connector", "Database", "DatabaseName", "Filename", "Sender", "ServerName", "Storage"] },
        { Signal.PreMediaBackup, ["Sender", "ServerName", "Storage"] },
        { Signal.PostMediaBackup, ["Filename", "Sender", "ServerName", "Storage"] },
        { Signal.PreMediaRestore, ["Filename", "Sender", "ServerName", "Storage"] },
        { Signal.PostMediaRestore, ["Filename", "Sender", "ServerName", "Storage"] },
        { Signal.BackupFailed, ["Connector", "Database", "Exception", "Outcome", "Sender", "ServerName"] },
        { Signal.RestoreFailed, ["Database", "DatabaseName", "Exception", "Filename", "Outcome", "Sender", "ServerName", "Storage"] },
        { Signal.MediaBackupFailed, ["Exception", "Outcome", "Sender", "ServerName", "Storage"] },
        { Signal.MediaRestoreFailed, ["Exception", "Filename", "Outcome", "Sender", "ServerName", "Storage"] },
        { Signal.PreCleanup, ["Sender", "Storage", "ToDelete"] },
        { Signal.PostCleanup, ["Deleted", "Exception", "Outcome", "Sender", "Storage"] },
        { Signal.DrillSucceeded, ["Backup", "Database", "Duration", "Filename", "Sender", "ServerName", "Storage"] },
        { Signal.DrillFailed, ["Database", "Duration", "Exception", "Filename", "Outcome", "Sender", "ServerName", "Storage"] },
        { Signal.SafetyBackupTaken, ["Database", "DatabaseName", "Filename", "SafetyBackup", "Sender", "ServerName", "Storage"] },
        { Signal.HealthChecked, ["Problems", "Sender", "ServerName", "Storage", "Subjects"] },
    };

    [Fact]
    public void Every_signal_is_specified() =>
        Assert.Equal(Enum.GetValues<Signal>(), Arguments.Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Arguments))]
    public void A_signal_carries_exactly_its_arguments(Signal signal, string[] arguments)
    {
        var context = typeof(PreBackupContext).Assembly.GetType($"DbBackup.Commands.{signal}Context");
        Assert.NotNull(context);
        Assert.True(context.IsSubclassOf(typeof(SignalContext)));
        Assert.Equal(arguments.Concat(Common).Order(), context.GetProperties().Select(p => p.Name).Order());
    }

    [Fact]
    public void The_arguments_have_the_types_that_receivers_expect()
    {
        var types = typeof(PostRestoreContext).GetProperties().ToDictionary(p => p.Name, p => p.PropertyType);
        Assert.Equal(typeof(DbRestoreCommand), types["Sender"]);
        Assert.Equal(typeof(DatabaseSettings), types["Database"]);
        Assert.Equal(typeof(DatabaseConnector), types["Connector"]);
        Assert.Equal(typeof(IBackupStorage), types["Storage"]);
        Assert.Equal([typeof(string)], new[] { types["DatabaseName"], types["Filename"], types["ServerName"] }.Distinct());
        Assert.Equal(typeof(DbBackupCommand), typeof(PreBackupContext).GetProperty("Sender")!.PropertyType);
        Assert.Equal(typeof(MediaBackupCommand), typeof(PreMediaBackupContext).GetProperty("Sender")!.PropertyType);
        Assert.Equal(typeof(MediaRestoreCommand), typeof(PreMediaRestoreContext).GetProperty("Sender")!.PropertyType);
        Assert.Equal(typeof(CleanupCommand), typeof(PreCleanupContext).GetProperty("Sender")!.PropertyType);
    }
}
