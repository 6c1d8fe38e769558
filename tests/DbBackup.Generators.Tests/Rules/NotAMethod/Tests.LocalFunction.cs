using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotAMethodTests
{
    [Fact]
    public Task A_local_function_is_refused() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0014NotAMethod,
        """
        namespace Shop;

        internal static class Hooks
        {
            public static void Outer()
            {
                Inner();
                [Receiver(Signal.PreBackup)]
                static void [|Inner|]() { }
            }
        }
        """,
        "The local function 'Inner' cannot be a receiver because the table has no name to call it by; make it an ordinary static method of a class");
}
