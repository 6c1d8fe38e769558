using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotStaticTests
{
    [Fact]
    public Task Static_methods_of_structs_interfaces_and_records_are_receivers() => Rule.IsSilent(
        """
        namespace Shop;

        internal struct S { [Receiver(Signal.PreBackup)] internal static void M() { } }
        internal interface I { [Receiver(Signal.PreBackup)] internal static void M() { } }
        internal record R { [Receiver(Signal.PreBackup)] internal static void M() { } }
        internal class C { [Receiver(Signal.PreBackup)] protected internal static void M() { } }
        """);
}
