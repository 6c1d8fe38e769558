using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class GenerateReceiverTests
{
    [Fact]
    public Task A_class_without_braces_gets_them() => Refactoring.Generates(
        "PostCleanup",
        """
        using DbBackup.Signals;

        namespace Shop;

        internal static class [||]Hooks;

        """,
        """
        using System;
        using System.Collections.Generic;
        using DbBackup.Catalog;
        using DbBackup.Commands;
        using DbBackup.Signals;
        using DbBackup.Storage;

        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostCleanup)]
            public static void OnPostCleanup(
                CleanupCommand sender,
                IBackupStorage storage,
                IReadOnlyList<BackupManifest> deleted,
                RunOutcome outcome,
                Exception? exception)
            {
            }
        }

        """);
}
