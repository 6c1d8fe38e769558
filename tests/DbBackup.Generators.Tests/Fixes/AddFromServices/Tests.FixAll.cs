using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddFromServicesTests
{
    [Fact]
    public Task All_services_of_all_files_are_marked() => Fix<AddFromServicesFix>.CorrectsAll(
        DiagnosticIds.DBB0004UnknownParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(Version first, IFormatProvider second) => Console.WriteLine($"{first} {second}");
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started([FromServices] Version first, [FromServices] IFormatProvider second) => Console.WriteLine($"{first} {second}");
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static void Restoring(Version third) => Console.WriteLine(third);
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static void Restoring([FromServices] Version third) => Console.WriteLine(third);
        }

        """);
}
