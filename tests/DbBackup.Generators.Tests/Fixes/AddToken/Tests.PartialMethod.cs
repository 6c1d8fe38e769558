using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddTokenTests
{
    [Fact]
    public Task Both_halves_of_a_partial_method_take_it() => Fix<AddTokenFix>.Corrects(
        DiagnosticIds.DBB0041NoToken,
        "Add a CancellationToken to 'Started' and pass it on",
        """
        using System.Threading.Tasks;
        using DbBackup.Signals;

        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static partial Task Started();

            public static partial Task Started() => Task.Delay(1);
        }

        """,
        """
        using System.Threading;
        using System.Threading.Tasks;
        using DbBackup.Signals;

        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static partial Task Started(CancellationToken token);

            public static partial Task Started(CancellationToken token) => Task.Delay(1, token);
        }

        """);
}
