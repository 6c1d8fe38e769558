using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddFromServicesTests
{
    [Fact]
    public Task A_type_that_no_signal_sends_comes_from_the_services() => Fix<AddFromServicesFix>.Corrects(
        DiagnosticIds.DBB0004UnknownParameter,
        "Take 'client' from the services",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(IFormatProvider client) => Console.WriteLine(client);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started([FromServices] IFormatProvider client) => Console.WriteLine(client);
        }

        """);
}
