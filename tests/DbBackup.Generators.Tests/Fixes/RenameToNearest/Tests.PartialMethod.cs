using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class RenameToNearestTests
{
    [Fact]
    public Task Both_halves_of_a_partial_method_are_renamed() => Fix<RenameToNearestFix>.Corrects(
        DiagnosticIds.DBB0004UnknownParameter,
        "Rename 'filname' to 'filename'",
        """
        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static partial void Done(string filname);

            public static partial void Done(string filname) => Console.WriteLine(filname);
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
