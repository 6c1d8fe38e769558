using System.Composition;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Renames a parameter, wherever it is used, to the argument that was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameToNearestFix)), Shared]
public sealed class RenameToNearestFix() : ReceiverFix("Rename parameters to the nearest arguments", DiagnosticIds.DBB0004UnknownParameter)
{
    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token)
    {
        if (code.Method(token) is not { } method
            || code.Parameter(method) is not { } parameter
            || Meant(parameter, method, code.Compilation) is not { } name
            || !Declarations.AreEditable(method, code.Solution, token)
            || Declarations.Of(method, token).Any(declaration => declaration.Mentions(name)))
            return Task.FromResult<Correction?>(null);

        IParameterSymbol[] halves = method.PartialImplementationPart is { } body ? [parameter, body.Parameters[parameter.Ordinal]] : [parameter];
        return Task.FromResult<Correction?>(new Correction($"Rename '{parameter.Name}' to '{name}'", async (editor, token) =>
        {
            foreach (var half in halves)
                await RenameAsync(half, CSharpText.Identifier(name), editor, token).ConfigureAwait(false);
        }));
    }

    /// <summary>The nearest argument that every signal offers, unless a parameter further left is as near.</summary>
    private static string? Meant(IParameterSymbol parameter, IMethodSymbol method, Compilation compilation)
    {
        SignalContract[] signals = [.. ReceiverRules.Signals(method)];
        var name = Nearest(parameter);
        return name is not null && !method.Parameters.Take(parameter.Ordinal).Any(earlier => Nearest(earlier) == name) ? name : null;

        string? Nearest(IParameterSymbol parameter) => signals
            .Select(signal => new ParameterBinder(signal, compilation).Nearest(parameter))
            .FirstOrDefault(name => signals.All(signal => signal.Offers.Any(offer => offer.Name == name)));
    }

    private static async Task RenameAsync(IParameterSymbol parameter, string name, SolutionEditor editor, CancellationToken token)
    {
        foreach (var declaration in parameter.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(token)).OfType<ParameterSyntax>())
            await editor.ReplaceAsync(declaration, (current, _) => current.WithIdentifier(Renamed(current.Identifier, name)), token).ConfigureAwait(false);

        var found = await SymbolFinder.FindReferencesAsync(parameter, editor.OriginalSolution, token).ConfigureAwait(false);
        foreach (var use in found.SelectMany(reference => reference.Locations).Where(location => !location.IsImplicit))
        {
            var root = await use.Document.GetSyntaxRootAsync(token).ConfigureAwait(false);
            if (root?.FindNode(use.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true) is IdentifierNameSyntax identifier)
                await editor.ReplaceAsync(identifier, (current, _) => current.WithIdentifier(Renamed(current.Identifier, name)), token).ConfigureAwait(false);
        }
    }

    private static SyntaxToken Renamed(SyntaxToken identifier, string name) => SyntaxFactory.ParseToken(name).WithTriviaFrom(identifier);
}
