using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Suppressors;

/// <summary>Nobody writes the name of a receiver in a call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncSuffixSuppressor() : ReceiverSuppressor(
    SuppressionIds.DBBS005AsyncSuffix, "VSTHRD200", "A receiver is named for what it does; nobody writes a call of it and has to be told by its name to await it.")
{
    private protected override bool IsMistaken(ISymbol symbol) => IsReceiver(symbol);
}
