using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RedundantServiceAttributeTests
{
    [Fact]
    public Task A_clock_is_bound_by_its_type() => Rule.Fires(
        DiagnosticIds.DBB0045RedundantServiceAttribute,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started([FromServices] TimeProvider [|clock|]) { }
        }
        """,
        "[FromServices] on 'clock' has no effect, because a TimeProvider is always bound by its type; remove the attribute");
}
