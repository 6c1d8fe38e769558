using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class CorrectTypeTests
{
    [Fact]
    public Task Both_halves_of_a_partial_method_change() => Fix<CorrectTypeFix>.Corrects(
        DiagnosticIds.DBB0006WrongType,
        "Declare 'filename' as string",
        """
        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static partial void Done(int filename);

            public static partial void Done(int filename) => Console.WriteLine(filename);
        }

        """,
        """
        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static partial void Done(string filename);

            public static partial void Done(string filename) => Console.WriteLine(filename);
        }

        """);
}
