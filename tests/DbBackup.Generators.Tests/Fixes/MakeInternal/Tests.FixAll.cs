using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeInternalTests
{
    [Fact]
    public Task Two_receivers_of_one_private_class_do_not_get_in_each_others_way() => Fix<MakeInternalFix>.CorrectsAll(
        DiagnosticIds.DBB0003Inaccessible,
        """
        namespace Shop;

        internal static class Outer
        {
            class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static void Started() { }

                [Receiver(Signal.PostBackup)]
                private static void Done() { }
            }
        }

        """,
        """
        namespace Shop;

        internal static class Outer
        {
            internal class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static void Started() { }

                [Receiver(Signal.PostBackup)]
                internal static void Done() { }
            }
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.BackupFailed)]
            static void Failed() { }
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.BackupFailed)]
            internal static void Failed() { }
        }

        """);
}
