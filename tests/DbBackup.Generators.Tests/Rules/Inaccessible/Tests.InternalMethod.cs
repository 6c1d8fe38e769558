using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class InaccessibleTests
{
    [Fact]
    public Task An_internal_method_is_a_receiver() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static void Started() { }
        }
        """);
}
