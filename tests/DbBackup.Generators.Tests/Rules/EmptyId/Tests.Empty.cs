using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class EmptyIdTests
{
    [Fact]
    public Task An_empty_id_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0020EmptyId,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, [|Id = ""|])]
            public static void Started() { }
        }
        """,
        "Id is empty; give a name, or leave it out for 'Shop.Hooks.Started'");
}
