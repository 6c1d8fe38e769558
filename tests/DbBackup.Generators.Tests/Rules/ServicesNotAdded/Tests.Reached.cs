using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ServicesNotAddedTests
{
    private const string Pager = """
        namespace Shop;

        ACCESS sealed class Pager : IReceiverLibrary
        {
            public static void AddServices(IServiceCollection services) { }

            [Receiver(Signal.PreBackup)]
            internal static void Started() { }
        }
        """;

    [Fact]
    public Task A_public_class_in_a_library_is_fine() => Rule.IsSilent(new Setup { WithoutRegistry = true }, Pager.Replace("ACCESS", "public", StringComparison.Ordinal));

    [Fact]
    public Task An_internal_class_beside_its_registry_is_fine() => Rule.IsSilent(Pager.Replace("ACCESS", "internal", StringComparison.Ordinal));
}
