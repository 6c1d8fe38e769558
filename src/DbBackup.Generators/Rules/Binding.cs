using DbBackup.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>How one parameter gets its argument.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Source">Where the argument comes from.</param>
/// <param name="Type">The type to convert to, the logger's category or the service; <see langword="null"/> when it fits as it is.</param>
/// <param name="Property">The context's property, for an argument bound by name.</param>
/// <param name="Key">The service's key as an expression, for a keyed service.</param>
internal sealed record Binding(
    IParameterSymbol Parameter,
    ArgumentSource Source,
    ITypeSymbol? Type = null,
    IPropertySymbol? Property = null,
    string? Key = null);
