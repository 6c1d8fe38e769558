using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotTrimSafeTests
{
    [Fact]
    public Task What_holds_for_its_class_holds_for_a_receiver() => Rule.Fires(
        DiagnosticIds.DBB0044NotTrimSafe,
        """
        namespace Shop;

        [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode("Reads types by name.")]
        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "'Hooks.Started' has [RequiresUnreferencedCode], so that it can fail in a trimmed or NativeAOT application; rewrite it without");
}
