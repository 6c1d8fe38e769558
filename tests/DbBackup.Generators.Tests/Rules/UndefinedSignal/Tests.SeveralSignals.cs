using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UndefinedSignalTests
{
    [Fact]
    public Task Several_signals_are_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Signal.PostBackup)]
            public static void Any() { }

            [Receiver(new[] { Signal.PreRestore })]
            public static void One() { }
        }
        """);
}
