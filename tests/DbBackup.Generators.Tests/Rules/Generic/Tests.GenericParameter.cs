using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class GenericTests
{
    [Fact]
    public Task A_parameter_of_a_constructed_type_is_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreCleanup)]
            public static void Before(System.Collections.Generic.IEnumerable<BackupManifest> toDelete) { }
        }
        """);
}
