using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class GenerateReceiverTests
{
    [Fact]
    public Task A_class_that_the_table_does_not_reach_can_hold_none() => Refactoring.OffersNothing(
        """
        namespace Shop;

        internal static class Outer
        {
            private static class Ho[||]oks
            {
            }
        }

        """);
}
