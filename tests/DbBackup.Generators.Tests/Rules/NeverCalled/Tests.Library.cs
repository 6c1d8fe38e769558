using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NeverCalledTests
{
    [Fact]
    public Task A_library_exports_them() => Rule.IsSilent(
        new Setup { WithoutRegistry = true },
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """);
}
