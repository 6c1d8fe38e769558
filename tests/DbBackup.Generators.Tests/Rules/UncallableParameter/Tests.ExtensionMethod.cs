using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UncallableParameterTests
{
    [Fact]
    public Task An_extension_method_is_a_receiver() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(this DatabaseSettings database) { }
        }
        """);
}
