using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddBaseTests
{
    [Fact]
    public Task A_class_with_another_base_is_left_to_a_human() => Fix<AddBaseFix>.OffersNothing(
        DiagnosticIds.DBB0031RegistryWrongBase,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class Registry : Exception;

        """);
}
