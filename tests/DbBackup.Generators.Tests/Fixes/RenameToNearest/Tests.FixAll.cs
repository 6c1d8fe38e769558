using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class RenameToNearestTests
{
    [Fact]
    public Task All_slips_of_all_files_are_corrected() => Fix<RenameToNearestFix>.CorrectsAll(
        DiagnosticIds.DBB0004UnknownParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static void Done(string filname, string servrName) => Console.WriteLine(filname + servrName);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static void Done(string filename, string serverName) => Console.WriteLine(filename + serverName);
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static void Restoring(string databasName)
            {
                Console.WriteLine(databasName);
            }
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static void Restoring(string databaseName)
            {
                Console.WriteLine(databaseName);
            }
        }

        """);
}
