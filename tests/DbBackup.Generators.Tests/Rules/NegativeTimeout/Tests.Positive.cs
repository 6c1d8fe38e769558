using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NegativeTimeoutTests
{
    [Fact]
    public Task A_positive_time_out_is_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, TimeoutSeconds = 1)]
            public static void Started() { }
        }
        """);
}
