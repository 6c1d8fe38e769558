using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UnknownParameterTests
{
    [Fact]
    public Task The_signal_that_does_not_offer_it_is_named() => Rule.Fires(
        DiagnosticIds.DBB0004UnknownParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup, Signal.PreBackup)]
            public static void Done(string [|filename|]) { }
        }
        """,
        "PreBackup offers no 'filename'. It offers: sender (DbBackupCommand), database (DatabaseSettings), connector (DatabaseConnector), serverName (string), signal (Signal), runId (string), startedAt (DateTimeOffset), services (IServiceProvider). Every receiver can also take its PreBackupContext, a CancellationToken, ILogger, ILogger<T>, IServiceProvider or TimeProvider, and services with [FromServices].");
}
