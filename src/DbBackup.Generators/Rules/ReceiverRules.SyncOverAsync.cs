using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.Rules;

/// <content>What the body of a receiver waits for.</content>
internal static partial class ReceiverRules
{
    /// <summary>The waits in a receiver's body that block its thread until a task is done.</summary>
    public static IEnumerable<Diagnostic> SyncOverAsync(MethodDeclarationSyntax declaration, SemanticModel model, CancellationToken token)
    {
        // Nothing is bound before the text says that there may be something to find.
        if ((declaration.Body ?? (SyntaxNode?)declaration.ExpressionBody) is not { } body || !MayBeReceiver(declaration))
            return [];
        SimpleNameSyntax[] suspects = [.. body.DescendantNodes().OfType<SimpleNameSyntax>().Where(MayBlock)];
        if (suspects.Length == 0 || model.GetDeclaredSymbol(declaration, token) is not { } method || !IsReceiver(method.PartialDefinitionPart ?? method))
            return [];

        return
            from suspect in suspects
            where Blocks(model.GetSymbolInfo(suspect, token).Symbol) && !IsDone(suspect, body)
            select Descriptors.SyncOverAsync.At(suspect.GetLocation(), NameOf(method), suspect.Identifier.ValueText);
    }

    /// <summary>The other half of a partial method may have the attribute.</summary>
    private static bool MayBeReceiver(MethodDeclarationSyntax declaration) =>
        declaration.AttributeLists.Count > 0 || declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool MayBlock(SimpleNameSyntax name) => name.Identifier.ValueText is "Result" or "Wait" or "WaitAll" or "WaitAny" or "GetResult";

    private static bool Blocks(ISymbol? member) => member?.ContainingType.OriginalDefinition switch
    {
        { ContainingNamespace.Name: "Tasks" } type => IsTask(type) && member.Name is "Result" or "Wait" or "WaitAll" or "WaitAny",
        { ContainingNamespace.Name: "CompilerServices", Name: var name } =>
            member.Name == "GetResult" && name is "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter",
        _ => false,
    };

    private static bool IsTask(ITypeSymbol type) =>
        type.Is(KnownNames.Task) || type.Is(KnownNames.Task, arity: 1) || type.Is(KnownNames.ValueTask) || type.Is(KnownNames.ValueTask, arity: 1);

    /// <summary>Whether the task was awaited, or asked whether it is done, further up; to take its result then blocks nothing.</summary>
    private static bool IsDone(SimpleNameSyntax result, SyntaxNode body)
    {
        if (result.Parent is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax task })
            return false;
        return body.DescendantNodes().TakeWhile(node => node.SpanStart < task.SpanStart).OfType<IdentifierNameSyntax>().Any(earlier =>
            earlier.Identifier.ValueText == task.Identifier.ValueText
            && (earlier.FirstAncestorOrSelf<AwaitExpressionSyntax>() is not null
                || earlier.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCompleted" or "IsCompletedSuccessfully" }));
    }
}
