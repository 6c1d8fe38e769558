using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NoBodyTests
{
    [Fact]
    public Task A_static_abstract_member_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0011NoBody,
        """
        namespace Shop;

        internal interface Hooks
        {
            [Receiver(Signal.PreBackup)]
            static abstract void [|Started|]();
        }
        """,
        "'Hooks.Started' is a static abstract or virtual interface member and has no body of its own to call; write the body here");
}
