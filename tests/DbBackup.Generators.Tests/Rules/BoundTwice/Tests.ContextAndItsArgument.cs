using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class BoundTwiceTests
{
    [Fact]
    public Task A_context_and_one_of_its_arguments_are_two_things() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(PreBackupContext context, string serverName, CancellationToken token) { }
        }
        """);
}
