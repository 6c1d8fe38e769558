using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddBaseTests
{
    [Fact]
    public Task A_registry_derives_from_the_base_class() => Fix<AddBaseFix>.Corrects(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0031RegistryWrongBase,
        "Derive 'Registry' from ReceiverRegistry",
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class Registry // the table
        {
        }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry // the table
        {
        }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """);
}
