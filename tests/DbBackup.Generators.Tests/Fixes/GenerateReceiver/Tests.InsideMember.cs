using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class GenerateReceiverTests
{
    [Fact]
    public Task Inside_a_member_it_is_not_offered() => Refactoring.OffersNothing(
        """
        namespace Shop;

        internal static class Hooks
        {
            public static void Other() { [||] }
        }

        """);
}
