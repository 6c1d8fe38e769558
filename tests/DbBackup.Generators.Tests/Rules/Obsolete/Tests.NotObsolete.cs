using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ObsoleteTests
{
    [Fact]
    public Task A_receiver_that_is_not_obsolete_is_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Obsolete]
            public static void Old() { }

            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """);
}
