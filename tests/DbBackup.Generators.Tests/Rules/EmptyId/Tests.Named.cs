using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class EmptyIdTests
{
    [Fact]
    public Task A_name_is_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Id = "started")]
            public static void Started() { }
        }
        """);
}
