using System.Composition;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Takes a parameter that no signal offers from the services, if its type can be one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddFromServicesFix)), Shared]
public sealed class AddFromServicesFix() : ReceiverFix("Take parameters from the services", DiagnosticIds.DBB0004UnknownParameter)
{
    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token)
    {
        if (code.Method(token) is not { } method
            || code.Parameter(method) is not { } parameter
            || !MayBeService(parameter, method)
            || code.Node.FirstAncestorOrSelf<ParameterSyntax>() is not { } declaration
            || code.Compilation.GetTypeByMetadataName(KnownNames.FromServices) is not { } attribute)
            return Task.FromResult<Correction?>(null);

        return Task.FromResult<Correction?>(new Correction(
            $"Take '{parameter.Name}' from the services",
            (editor, token) => editor.ReplaceAsync(declaration, (current, generator) => Mark(current, (NameSyntax)generator.NameOf(attribute, declaration, code.Model)), token)));
    }

    /// <summary>A signal's own argument under another name is no service but a slip of the pen.</summary>
    private static bool MayBeService(IParameterSymbol parameter, IMethodSymbol method) =>
        parameter.Type is { TypeKind: TypeKind.Interface or TypeKind.Class, SpecialType: SpecialType.None }
        && !ReceiverRules.Signals(method).SelectMany(signal => signal.Offers).Any(offer => SymbolEqualityComparer.Default.Equals(offer.Property.Type, parameter.Type));

    private static ParameterSyntax Mark(ParameterSyntax parameter, NameSyntax attribute)
    {
        var list = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(attribute)])
            .WithLeadingTrivia(parameter.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.Space)
            .WithAdditionalAnnotations(Simplifier.Annotation);
        return parameter.WithLeadingTrivia().WithAttributeLists(parameter.AttributeLists.Insert(0, list));
    }
}
