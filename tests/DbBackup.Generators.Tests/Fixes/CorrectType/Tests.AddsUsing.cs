using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class CorrectTypeTests
{
    [Fact]
    public Task A_using_is_added_where_it_is_missing() => Fix<CorrectTypeFix>.Corrects(
        DiagnosticIds.DBB0006WrongType,
        "Declare 'database' as DatabaseSettings",
        """
        using System;
        using DbBackup.Signals;

        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(string database) => Console.WriteLine(database);
        }

        """,
        """
        using System;
        using DbBackup.Configuration;
        using DbBackup.Signals;

        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseSettings database) => Console.WriteLine(database);
        }

        """);
}
