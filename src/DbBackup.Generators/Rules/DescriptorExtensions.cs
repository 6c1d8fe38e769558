using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

internal static class DescriptorExtensions
{
    /// <summary>The diagnostic at a place in the source.</summary>
    public static Diagnostic At(this DiagnosticDescriptor descriptor, Location place, params object?[] arguments) =>
        Diagnostic.Create(descriptor, place, arguments);
}
