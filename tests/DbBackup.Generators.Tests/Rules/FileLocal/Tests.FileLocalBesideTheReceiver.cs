using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class FileLocalTests
{
    [Fact]
    public Task A_receiver_may_use_file_local_types_inside() => Rule.IsSilent(
        """
        namespace Shop;

        file static class Local { public static void Run() { } }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() => Local.Run();
        }
        """);
}
