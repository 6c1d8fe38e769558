using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SameSignalTwiceTests
{
    [Fact]
    public Task Two_attributes_with_two_signals_are_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            [Receiver(Signal.PostBackup, Order = 1)]
            public static void Started() { }
        }
        """);
}
