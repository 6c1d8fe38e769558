using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SameOrderTests
{
    [Fact]
    public Task They_never_meet() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup, Order = 10, Database = "production")]
            public static void Upload() { }

            [Receiver(Signal.PostBackup, Order = 10, Database = "staging")]
            [Receiver(Signal.PostRestore, Order = 10)]
            [Receiver(Signal.PreBackup)]
            public static void Report() { }

            [Receiver(Signal.PreBackup)]
            public static void WithoutOrder() { }
        }
        """);
}
