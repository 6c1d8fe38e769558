using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class GenericTests
{
    [Fact]
    public Task A_generic_type_around_the_method_is_named() => Rule.Fires(
        DiagnosticIds.DBB0002Generic,
        """
        namespace Shop;

        internal static class Outer<T>
        {
            internal static class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static void [|Started|]() { }
            }
        }
        """,
        "'Hooks.Started' cannot be called because 'Outer' is generic and nothing says with which type arguments; remove the type parameters");
}
