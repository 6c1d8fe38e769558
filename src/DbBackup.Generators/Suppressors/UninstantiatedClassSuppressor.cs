using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Suppressors;

/// <summary>A class that holds receivers, or their table, need not be made by code of the project.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UninstantiatedClassSuppressor() : ReceiverSuppressor(
    SuppressionIds.DBBS004UninstantiatedClass, "CA1812", "The generated table calls the static receivers of the class, and UseReceivers makes the registry: neither needs an object made by this project.")
{
    private protected override bool IsMistaken(ISymbol symbol) => symbol is INamedTypeSymbol type && (RegistryRules.IsRegistry(type) || type.GetMembers().Any(IsReceiver));
}
