using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RedundantServiceAttributeTests
{
    [Fact]
    public Task A_service_needs_it() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started([FromServices] Version version, TimeProvider clock) { }
        }
        """);
}
