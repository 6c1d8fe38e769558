using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddBaseTests
{
    [Fact]
    public Task All_registries_of_all_files_derive_from_it() => Fix<AddBaseFix>.CorrectsAll(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0031RegistryWrongBase,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class Registry;

        [ReceiverRegistry]
        internal sealed partial class Second { }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry;

        [ReceiverRegistry]
        internal sealed partial class Second : ReceiverRegistry { }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """,
        """
        namespace Other;

        [ReceiverRegistry]
        internal sealed partial class Registry;

        """,
        """
        namespace Other;

        [ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry;

        """);
}
