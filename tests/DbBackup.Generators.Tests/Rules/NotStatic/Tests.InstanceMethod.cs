using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotStaticTests
{
    [Fact]
    public Task An_instance_method_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0001NotStatic,
        """
        namespace Shop;

        internal sealed class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal void [|Started|]() { }
        }
        """,
        "'Hooks.Started' is an instance method, and there is no object to call it on; make it static");
}
