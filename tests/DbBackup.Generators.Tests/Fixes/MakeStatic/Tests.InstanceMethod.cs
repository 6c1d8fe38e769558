using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeStaticTests
{
    [Fact]
    public Task An_instance_method_becomes_static() => Fix<MakeStaticFix>.Corrects(
        DiagnosticIds.DBB0001NotStatic,
        "Make 'Started' static",
        """
        namespace Shop;

        internal sealed class Hooks
        {
            /// <summary>Says so.</summary>
            [Receiver(Signal.PreBackup)] // first of all
            internal /* by the table */ void Started(DatabaseSettings database) => Console.WriteLine(database.Name);
        }

        """,
        """
        namespace Shop;

        internal sealed class Hooks
        {
            /// <summary>Says so.</summary>
            [Receiver(Signal.PreBackup)] // first of all
            internal /* by the table */ static void Started(DatabaseSettings database) => Console.WriteLine(database.Name);
        }

        """);
}
