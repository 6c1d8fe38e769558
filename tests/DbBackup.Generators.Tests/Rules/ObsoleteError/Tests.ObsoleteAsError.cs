using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ObsoleteErrorTests
{
    [Fact]
    public Task What_no_code_may_use_cannot_be_called() => Rule.Fires(
        DiagnosticIds.DBB0022ObsoleteError,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Obsolete("gone", error: true)]
            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "The table cannot call 'Hooks.Started' because 'Started' is [Obsolete] as an error; remove the receiver, or the 'error: true'");
}
