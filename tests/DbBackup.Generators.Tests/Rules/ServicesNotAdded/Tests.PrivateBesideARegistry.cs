using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ServicesNotAddedTests
{
    [Fact]
    public Task A_class_that_the_registry_beside_it_cannot_name_is_reported() => Rule.Fires(
        DiagnosticIds.DBB0049ServicesNotAdded,
        """
        namespace Shop;

        internal static class Outer
        {
            private sealed class [|Pager|] : IReceiverLibrary
            {
                public static void AddServices(IServiceCollection services) { }
            }
        }

        internal static class Hooks { [Receiver(Signal.PreBackup)] internal static void Started() { } }
        """,
        "No registry can add the services of 'Pager', because 'Pager' is private; make it internal");
}
