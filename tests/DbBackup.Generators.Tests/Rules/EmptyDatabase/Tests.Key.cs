using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class EmptyDatabaseTests
{
    [Fact]
    public Task A_key_is_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Database = "orders")]
            public static void Started() { }

            [Receiver(Signal.PreBackup, Database = null)]
            public static void Any() { }
        }
        """);
}
