using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Suppressors;

/// <summary>A receiver that no code of the project calls is not unused.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedMemberSuppressor() : ReceiverSuppressor(
    SuppressionIds.DBBS001UnusedMember, "IDE0051", "The generated table calls the receiver each time its signal is sent.")
{
    private protected override bool IsMistaken(ISymbol symbol) => IsReceiver(symbol);
}
