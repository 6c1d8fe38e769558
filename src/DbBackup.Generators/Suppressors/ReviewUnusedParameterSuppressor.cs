using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Suppressors;

/// <summary>A receiver may take an argument that it does not need.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReviewUnusedParameterSuppressor() : ReceiverSuppressor(
    SuppressionIds.DBBS003UnusedParameterOfQualityRules, "CA1801", "The parameters of a receiver say which arguments of its signal it takes; the generated table passes them, so that no caller changes with them.")
{
    private protected override bool IsMistaken(ISymbol symbol) => symbol is IParameterSymbol && IsReceiver(symbol.ContainingSymbol);
}
