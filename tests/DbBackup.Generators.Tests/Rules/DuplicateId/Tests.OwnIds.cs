using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class DuplicateIdTests
{
    [Fact]
    public Task Overloads_with_ids_and_other_signals_are_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }

            [Receiver(Signal.PreBackup, Id = "with server")]
            [Receiver(Signal.PostBackup)]
            public static void Started(string serverName) { }
        }
        """);
}
