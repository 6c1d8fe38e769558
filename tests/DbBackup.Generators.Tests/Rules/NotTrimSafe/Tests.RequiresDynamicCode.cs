using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotTrimSafeTests
{
    [Fact]
    public Task Code_that_cannot_be_compiled_ahead_of_time_is_named() => Rule.Fires(
        DiagnosticIds.DBB0044NotTrimSafe,
        """
        namespace Shop;

        internal static class Hooks
        {
            [System.Diagnostics.CodeAnalysis.RequiresDynamicCode("emits")]
            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "'Hooks.Started' has [RequiresDynamicCode], so that it can fail in a trimmed or NativeAOT application; rewrite it without");
}
