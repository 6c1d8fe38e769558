using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ServiceAttributeTests
{
    [Fact]
    public Task A_keyed_service_has_a_key() => Rule.Fires(
        DiagnosticIds.DBB0021ServiceAttribute,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started([FromKeyedServices] Version [|version|]) { }
        }
        """,
        "The service of 'version' is unclear: [FromKeyedServices] has no key; name one");
}
