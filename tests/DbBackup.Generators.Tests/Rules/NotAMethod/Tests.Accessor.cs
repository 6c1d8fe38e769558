using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotAMethodTests
{
    [Fact]
    public Task An_accessor_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0014NotAMethod,
        """
        namespace Shop;

        internal static class Hooks
        {
            public static int Count
            {
                [Receiver(Signal.PreBackup)]
                [|get|] => 1;
            }
        }
        """,
        "The accessor of 'Count' cannot be a receiver because the table has no name to call it by; make it an ordinary static method of a class");
}
