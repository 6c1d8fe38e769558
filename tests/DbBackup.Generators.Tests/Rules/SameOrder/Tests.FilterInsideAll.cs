using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SameOrderTests
{
    [Fact]
    public Task A_filter_meets_what_has_none() => Rule.Fires(
        DiagnosticIds.DBB0047SameOrder,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup, Order = 0)]
            public static void Upload() { }

            [Receiver(Signal.PostBackup, Database = "production", [|Order = 0|])]
            public static void Report() { }
        }
        """,
        "PostBackup has a receiver of Order 0 already, 'Hooks.Upload' at Hooks.cs:7, and only their ids decide which of the two is called first; give 'Hooks.Report' another Order");
}
