using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class AsyncVoidTests
{
    [Fact]
    public Task Async_void_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0010AsyncVoid,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async [|void|] Started() => await Task.Yield();
        }
        """,
        "'Hooks.Started' is async void, so that nobody could wait for it and its exceptions would end the process; return Task");
}
