using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Which names a declaration uses.</summary>
internal static class Names
{
    /// <summary>Whether a new parameter of this name could be mistaken for something else, or hide it.</summary>
    public static bool Mentions(this SyntaxNode declaration, string name) => declaration.DescendantTokens().Any(token =>
        token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name && !IsQualified(token.Parent));

    private static bool IsQualified(SyntaxNode? name) => name?.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => true,
        _ => false,
    };
}
