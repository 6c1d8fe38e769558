using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NoTokenTests
{
    [Fact]
    public Task An_asynchronous_receiver_takes_a_token() => Rule.Fires(
        DiagnosticIds.DBB0041NoToken,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static Task [|Started|]() => Task.CompletedTask;
        }
        """,
        "'Hooks.Started' is asynchronous but does not learn when its run is cancelled or its time is up; add a CancellationToken");
}
