using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class GenerateReceiverTests
{
    [Fact]
    public Task A_generic_class_can_hold_none() => Refactoring.OffersNothing(
        """
        namespace Shop;

        internal static class Ho[||]oks<T>
        {
        }

        """);
}
