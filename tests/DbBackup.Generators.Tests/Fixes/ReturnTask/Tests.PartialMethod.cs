using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class ReturnTaskTests
{
    [Fact]
    public Task Both_halves_of_a_partial_method_return_it() => Fix<ReturnTaskFix>.Corrects(
        DiagnosticIds.DBB0010AsyncVoid,
        "Let 'Started' return Task",
        """
        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static partial void Started();

            public static async partial void Started() => await Task.Yield();
        }

        """,
        """
        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static partial Task Started();

            public static async partial Task Started() => await Task.Yield();
        }

        """);
}
