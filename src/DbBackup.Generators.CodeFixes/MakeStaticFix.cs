using System.Composition;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Makes a receiver static, if it needs no object.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeStaticFix)), Shared]
public sealed class MakeStaticFix() : ReceiverFix("Make receivers static", DiagnosticIds.DBB0001NotStatic)
{
    private protected override async Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token)
    {
        if (code.Method(token) is not { IsAbstract: false, IsOverride: false } method || Implements(method) || !Declarations.AreEditable(method, code.Solution, token))
            return null;

        var declarations = Declarations.Of(method, token).Cast<MemberDeclarationSyntax>().ToArray();
        foreach (var declaration in declarations)
            if (await NeedsObjectAsync(declaration, code.Solution, token).ConfigureAwait(false))
                return null;

        return new Correction($"Make '{method.Name}' static", async (editor, token) =>
        {
            foreach (var declaration in declarations)
                await editor.ReplaceAsync(declaration, (current, _) => current.AsStatic(), token).ConfigureAwait(false);
        });
    }

    private static bool Implements(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(type => type.GetMembers())
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private static async Task<bool> NeedsObjectAsync(SyntaxNode declaration, Solution solution, CancellationToken token)
    {
        if (solution.GetDocument(declaration.SyntaxTree) is not { } document || await document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model)
            return true;
        return model.GetOperation(declaration, token)?.Descendants().Any(IsOfObject) == true;
    }

    private static bool IsOfObject(IOperation operation) => operation
        is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
        or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };
}
