using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>A parameter of a receiver, and what is known of its type.</summary>
internal readonly record struct ReceiverParameter(IParameterSymbol Symbol, TypeFacts Type);
