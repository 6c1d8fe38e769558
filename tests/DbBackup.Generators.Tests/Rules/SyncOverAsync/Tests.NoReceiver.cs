using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SyncOverAsyncTests
{
    [Fact]
    public Task Other_methods_and_other_results_are_none_of_its_business() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static void Done(PostBackupContext context) => Console.WriteLine(new Answer(1).Result);

            public static void Other() => Task.Delay(1).Wait();

            private sealed record Answer(int Result);
        }
        """);
}
