using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class RenameToNearestTests
{
    [Fact]
    public Task A_slip_of_the_pen_is_corrected_wherever_it_is_used() => Fix<RenameToNearestFix>.Corrects(
        DiagnosticIds.DBB0004UnknownParameter,
        "Rename 'databse' to 'database'",
        """
        namespace Shop;

        internal static class Hooks
        {
            /// <summary>Says so.</summary>
            /// <param name="databse">Of <paramref name="databse"/>.</param>
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseSettings databse) => Console.WriteLine(nameof(databse) + databse.Name);

            public static void Test(DatabaseSettings settings) => Started(databse: settings);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            /// <summary>Says so.</summary>
            /// <param name="database">Of <paramref name="database"/>.</param>
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseSettings database) => Console.WriteLine(nameof(database) + database.Name);

            public static void Test(DatabaseSettings settings) => Started(database: settings);
        }

        """);
}
