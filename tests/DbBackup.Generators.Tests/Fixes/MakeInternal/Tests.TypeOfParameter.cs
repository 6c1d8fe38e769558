using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeInternalTests
{
    [Fact]
    public Task The_type_of_a_service_becomes_internal_with_it() => Fix<MakeInternalFix>.Corrects(
        DiagnosticIds.DBB0003Inaccessible,
        "Make 'Started' and 'Client' internal",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            private static void Started([FromServices] Client client, ILogger<Client> logger) { }

            private sealed class Client;
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static void Started([FromServices] Client client, ILogger<Client> logger) { }

            internal sealed class Client;
        }

        """);
}
