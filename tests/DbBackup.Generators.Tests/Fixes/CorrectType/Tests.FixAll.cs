using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class CorrectTypeTests
{
    [Fact]
    public Task All_parameters_of_all_files_change() => Fix<CorrectTypeFix>.CorrectsAll(
        DiagnosticIds.DBB0006WrongType,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static void Done(int filename, int storage) => Console.WriteLine($"{filename} {storage}");
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static void Done(string filename, IBackupStorage storage) => Console.WriteLine($"{filename} {storage}");
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static void Restoring(Version databaseName) => Console.WriteLine(databaseName);
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static void Restoring(string databaseName) => Console.WriteLine(databaseName);
        }

        """);
}
