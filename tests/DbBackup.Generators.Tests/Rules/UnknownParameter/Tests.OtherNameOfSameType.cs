using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UnknownParameterTests
{
    [Fact]
    public Task An_argument_of_the_same_type_is_suggested() => Rule.Fires(
        DiagnosticIds.DBB0004UnknownParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseConnector [|how|]) { }
        }
        """,
        "PreBackup offers no 'how'; did you mean 'connector'? It offers: sender (DbBackupCommand), database (DatabaseSettings), connector (DatabaseConnector), serverName (string), signal (Signal), runId (string), startedAt (DateTimeOffset), services (IServiceProvider). Every receiver can also take its PreBackupContext, a CancellationToken, ILogger, ILogger<T>, IServiceProvider or TimeProvider, and services with [FromServices].");
}
