using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UnknownParameterTests
{
    [Fact]
    public Task Arguments_of_every_signal_bind_for_several() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            [Receiver(Signal.PreMediaRestore)]
            public static void Done(string filename, string runId, DateTimeOffset startedAt) { }
        }
        """);
}
