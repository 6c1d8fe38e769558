using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ObsoleteErrorTests
{
    [Fact]
    public Task A_receiver_beside_obsolete_methods_is_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Obsolete("gone", error: true)]
            public static void Gone() { }

            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """);
}
