using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class LeftOutTests
{
    [Fact]
    public Task A_type_by_hand_is_seen() => Rule.IsSilent("""
        namespace Shop;

        internal class Client;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Signal.PostBackup, Id = "\"quoted\"\n")]
            internal static void Started([FromServices] Client client) { }
        }
        """);
}
