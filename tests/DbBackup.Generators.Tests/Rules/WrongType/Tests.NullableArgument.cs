using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongTypeTests
{
    [Fact]
    public Task An_argument_that_may_be_null_needs_a_nullable_parameter() => Rule.Fires(
        DiagnosticIds.DBB0006WrongType,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostCleanup)]
            public static void Done([|Exception|] exception) { }
        }
        """,
        "PostCleanup sends 'exception' as Exception?, which does not convert to Exception; declare it as 'Exception? exception'");
}
