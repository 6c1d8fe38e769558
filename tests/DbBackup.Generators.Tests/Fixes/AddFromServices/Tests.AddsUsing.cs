using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddFromServicesTests
{
    [Fact]
    public Task A_using_is_added_where_it_is_missing() => Fix<AddFromServicesFix>.Corrects(
        DiagnosticIds.DBB0004UnknownParameter,
        "Take 'client' from the services",
        """
        using System;

        namespace Shop;

        internal static class Hooks
        {
            [DbBackup.Signals.Receiver(DbBackup.Signals.Signal.PreBackup)]
            public static void Started(
                string serverName,
                Version? client) => Console.WriteLine(serverName + client);
        }

        """,
        """
        using System;
        using DbBackup.Signals;

        namespace Shop;

        internal static class Hooks
        {
            [DbBackup.Signals.Receiver(DbBackup.Signals.Signal.PreBackup)]
            public static void Started(
                string serverName,
                [FromServices] Version? client) => Console.WriteLine(serverName + client);
        }

        """);
}
