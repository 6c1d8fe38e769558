using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongTypeTests
{
    [Fact]
    public Task Bases_interfaces_and_nullable_types_are_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(object database, IComparable? serverName, DateTimeOffset? startedAt) { }
        }
        """);
}
