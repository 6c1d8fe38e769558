using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ServiceAttributeTests
{
    [Fact]
    public Task A_key_that_the_table_cannot_repeat_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0021ServiceAttribute,
        """
        namespace Shop;

        internal static class Hooks
        {
            private enum Speed { Slow }

            [Receiver(Signal.PreBackup)]
            public static void Started([FromKeyedServices(Speed.Slow)] Version [|version|]) { }
        }
        """,
        "The service of 'version' is unclear: the table cannot repeat its key; use a string, a number, or an accessible enum or type");
}
