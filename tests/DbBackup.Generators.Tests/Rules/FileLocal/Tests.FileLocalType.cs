using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class FileLocalTests
{
    [Fact]
    public Task A_file_local_type_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0013FileLocal,
        """
        namespace Shop;

        file static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "The table cannot call 'Hooks.Started' because 'Hooks' is file-local and the table is in another file; make it internal");
}
