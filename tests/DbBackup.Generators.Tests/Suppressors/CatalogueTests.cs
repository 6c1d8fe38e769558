using System.Reflection;
using DbBackup.Generators.Suppressors;

namespace DbBackup.Generators.Tests.Suppressors;

/// <summary>Every suppression has an id, a justification and a test.</summary>
public sealed class CatalogueTests
{
    private static readonly ReceiverSuppressor[] Suppressors =
        [.. typeof(ReceiverSuppressor).Assembly.GetTypes().Where(type => type.BaseType == typeof(ReceiverSuppressor)).Select(type => (ReceiverSuppressor)Activator.CreateInstance(type)!)];

    [Fact]
    public void Every_id_has_one_suppressor_which_says_why() => Assert.Equal(
        typeof(SuppressionIds).GetFields().Select(id => (string)id.GetRawConstantValue()!),
        Suppressors.SelectMany(suppressor => suppressor.SupportedSuppressions).Where(suppression => suppression.Justification.ToString(null).EndsWith('.')).Select(suppression => suppression.Id).Order());

    [Fact]
    public void These_ids_of_other_houses_are_silenced() => Assert.Equal(
        ["CA1801", "CA1812", "IDE0051", "IDE0060", "VSTHRD200"],
        Suppressors.SelectMany(suppressor => suppressor.SupportedSuppressions).Select(suppression => suppression.SuppressedDiagnosticId).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_suppressor_has_tests() => Assert.All(
        Suppressors, suppressor => Assert.NotNull(Assembly.GetExecutingAssembly().GetType($"{typeof(CatalogueTests).Namespace}.{suppressor.GetType().Name}Tests")));
}
