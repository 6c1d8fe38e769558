using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddPartialTests
{
    [Fact]
    public Task All_registries_of_all_files_become_partial() => Fix<AddPartialFix>.CorrectsAll(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0030RegistryNotPartial,
        """
        namespace Shop;

        static class Outer
        {
            [ReceiverRegistry]
            internal sealed class Registry : ReceiverRegistry;

            [ReceiverRegistry] class Second : ReceiverRegistry { }
        }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """,
        """
        namespace Shop;

        static partial class Outer
        {
            [ReceiverRegistry]
            internal sealed partial class Registry : ReceiverRegistry;

            [ReceiverRegistry] partial class Second : ReceiverRegistry { }
        }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """,
        """
        namespace Other;

        [ReceiverRegistry]
        internal sealed class Registry : ReceiverRegistry;

        """,
        """
        namespace Other;

        [ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry;

        """);
}
