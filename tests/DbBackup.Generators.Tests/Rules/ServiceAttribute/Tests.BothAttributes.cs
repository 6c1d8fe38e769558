using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ServiceAttributeTests
{
    [Fact]
    public Task Only_one_of_the_attributes_is_allowed() => Rule.Fires(
        DiagnosticIds.DBB0021ServiceAttribute,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started([FromServices, FromKeyedServices("a")] Version [|version|]) { }
        }
        """,
        "The service of 'version' is unclear: it has both [FromServices] and [FromKeyedServices]; keep one of them");
}
