using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class DuplicateIdTests
{
    [Fact]
    public Task Overloads_need_ids_of_their_own() => Rule.Fires(
        DiagnosticIds.DBB0017DuplicateId,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }

            [Receiver(Signal.PreBackup)]
            public static void [|Started|](string serverName) { }
        }
        """,
        "PreBackup has a receiver 'Shop.Hooks.Started' already, at Hooks.cs:7; give this one an Id of its own: [Receiver(…, Id = \"…\")]");
}
