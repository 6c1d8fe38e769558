using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UncallableAttributeTests
{
    [Fact]
    public Task Conditional_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0012UncallableAttribute,
        """
        namespace Shop;

        internal static class Hooks
        {
            [System.Diagnostics.Conditional("DEBUG")]
            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "'Hooks.Started' has [Conditional]: the compiler would drop the call from some builds; remove the attribute");
}
