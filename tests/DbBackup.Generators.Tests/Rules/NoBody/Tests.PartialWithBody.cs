using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NoBodyTests
{
    [Fact]
    public Task A_partial_method_with_a_body_is_a_receiver() => Rule.IsSilent(
        """
        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static partial void Started();

            public static partial void Started() { }
        }
        """);
}
