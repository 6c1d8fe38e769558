using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongTypeTests
{
    [Fact]
    public Task The_right_type_is_named() => Rule.Fires(
        DiagnosticIds.DBB0006WrongType,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started([|string|] database) { }
        }
        """,
        "PreBackup sends 'database' as DatabaseSettings, which does not convert to string; declare it as 'DatabaseSettings database'");
}
