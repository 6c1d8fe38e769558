using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddPartialTests
{
    [Fact]
    public Task The_types_around_it_become_partial_too() => Fix<AddPartialFix>.Corrects(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0030RegistryNotPartial,
        "Make 'Outer' partial",
        """
        namespace Shop;

        class Outer
        {
            internal record Middle
            {
                [ReceiverRegistry]
                internal sealed class Registry : ReceiverRegistry;
            }
        }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """,
        """
        namespace Shop;

        partial class Outer
        {
            internal partial record Middle
            {
                [ReceiverRegistry]
                internal sealed partial class Registry : ReceiverRegistry;
            }
        }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """);
}
