using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Finds the calls that a method waits for and that would take a token if it had one.</summary>
internal static class TokenPassing
{
    private static readonly ExpressionSyntax SomeToken = SyntaxFactory.ParseExpression("default(global::System.Threading.CancellationToken)");

    /// <summary>Each such call, with the name of the parameter where the token cannot simply come last.</summary>
    public static IEnumerable<(InvocationExpressionSyntax Call, string? Name)> Find(MethodDeclarationSyntax method, SemanticModel model, CancellationToken token) =>
        from expression in Awaited(method)
        from call in expression.DescendantNodesAndSelf(node => !IsFunction(node)).OfType<InvocationExpressionSyntax>()
        where !PassesToken(call, model, token)
        let way = Way(call, model, token)
        where way.Exists
        group (call, way.Name) by call into same
        select same.First();

    private static IEnumerable<SyntaxNode> Awaited(MethodDeclarationSyntax method)
    {
        foreach (var node in method.DescendantNodes(node => !IsFunction(node)))
        {
            var awaited = node switch
            {
                AwaitExpressionSyntax wait => wait.Expression,
                CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } loop => loop.Expression,
                // A task that is returned is awaited by the caller.
                ReturnStatementSyntax { Expression: { } returned } when !method.Modifiers.Any(SyntaxKind.AsyncKeyword) => returned,
                ArrowExpressionClauseSyntax arrow when !method.Modifiers.Any(SyntaxKind.AsyncKeyword) => arrow.Expression,
                _ => null,
            };
            if (awaited is not null)
                yield return awaited;
        }
    }

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private static bool PassesToken(InvocationExpressionSyntax call, SemanticModel model, CancellationToken token) =>
        call.ArgumentList.Arguments.Any(argument => model.GetTypeInfo(argument.Expression, token).ConvertedType.Is(KnownNames.CancellationToken));

    /// <summary>Asks the compiler what the call would mean with one argument more.</summary>
    private static (bool Exists, string? Name) Way(InvocationExpressionSyntax call, SemanticModel model, CancellationToken token)
    {
        if (model.GetSymbolInfo(call, token).Symbol is not IMethodSymbol called || !IsAwaitable(called.ReturnType))
            return default;
        if (Takes(name: null))
            return (true, null);
        var name = called.ContainingType.GetMembers(called.Name).OfType<IMethodSymbol>()
            .SelectMany(overload => overload.Parameters)
            .Where(parameter => parameter.Type.Is(KnownNames.CancellationToken))
            .Select(parameter => parameter.Name).Distinct()
            .FirstOrDefault(Takes);
        return (name is not null, name);

        bool Takes(string? name) =>
            model.GetSpeculativeSymbolInfo(call.SpanStart, With(call, SomeToken, name), SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol found
            && SymbolEqualityComparer.Default.Equals(found.ReturnType, called.ReturnType)
            && found.Parameters.Any(parameter => parameter.Type.Is(KnownNames.CancellationToken));
    }

    /// <summary>The call with the token as its last argument.</summary>
    public static InvocationExpressionSyntax With(InvocationExpressionSyntax call, ExpressionSyntax value, string? name) =>
        call.WithArgumentList(call.ArgumentList.Append(name is null
            ? SyntaxFactory.Argument(value)
            : SyntaxFactory.Argument(
                SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(name)).WithTrailingTrivia(SyntaxFactory.Space), default, value)));

    private static bool IsAwaitable(ITypeSymbol type) =>
        type.Is(KnownNames.Task) || type.Is(KnownNames.Task, arity: 1) || type.Is(KnownNames.ValueTask) || type.Is(KnownNames.ValueTask, arity: 1)
        || type.Is("System.Collections.Generic.IAsyncEnumerable", arity: 1);
}
