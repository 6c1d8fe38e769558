using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddPartialTests
{
    [Fact]
    public Task A_registry_becomes_partial() => Fix<AddPartialFix>.Corrects(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0030RegistryNotPartial,
        "Make 'Registry' partial",
        """
        namespace Shop;

        /// <summary>The table.</summary>
        [ReceiverRegistry]
        internal sealed class Registry : ReceiverRegistry;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """,
        """
        namespace Shop;

        /// <summary>The table.</summary>
        [ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """);
}
