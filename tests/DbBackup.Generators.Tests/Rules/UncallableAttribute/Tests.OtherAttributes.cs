using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UncallableAttributeTests
{
    [Fact]
    public Task Other_attributes_are_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [System.Diagnostics.StackTraceHidden]
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """);
}
