using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NegativeTimeoutTests
{
    [Fact]
    public Task A_negative_time_out_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0018NegativeTimeout,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, [|TimeoutSeconds = -1|])]
            public static void Started() { }
        }
        """,
        "TimeoutSeconds is -1; give a number of seconds above 0, or leave it out for the configured time-out");
}
