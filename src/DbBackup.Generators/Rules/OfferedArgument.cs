using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>A property of a context, as a receiver can ask for it by name.</summary>
/// <param name="property">The property.</param>
/// <param name="isCommon">Whether every signal has it.</param>
internal sealed class OfferedArgument(IPropertySymbol property, bool isCommon)
{
    public IPropertySymbol Property { get; } = property;

    public bool IsCommon { get; } = isCommon;

    /// <summary>The property's name in camel case.</summary>
    public string Name { get; } = char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);

    public override string ToString() => $"{Name} ({CSharpText.ReadableName(Property.Type)})";
}
