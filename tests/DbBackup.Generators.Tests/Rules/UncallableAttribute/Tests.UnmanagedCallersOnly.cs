using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UncallableAttributeTests
{
    [Fact]
    public Task UnmanagedCallersOnly_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0012UncallableAttribute,
        """
        namespace Shop;

        internal static class Hooks
        {
            [System.Runtime.InteropServices.UnmanagedCallersOnly]
            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "'Hooks.Started' has [UnmanagedCallersOnly]: managed code may not call it; remove the attribute");
}
