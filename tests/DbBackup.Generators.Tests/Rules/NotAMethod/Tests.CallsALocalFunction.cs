using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotAMethodTests
{
    [Fact]
    public Task A_receiver_may_have_local_functions() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Outer()
            {
                Inner();
                static void Inner() { }
            }
        }
        """);
}
