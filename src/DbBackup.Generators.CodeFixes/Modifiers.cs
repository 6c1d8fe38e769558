using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Changes the modifiers of a declaration; comments and white space around them stay.</summary>
internal static class Modifiers
{
    public static bool Has(this MemberDeclarationSyntax member, SyntaxKind modifier) => member.Modifiers.Any(modifier);

    public static MemberDeclarationSyntax AsStatic(this MemberDeclarationSyntax member)
    {
        member = member.Without(SyntaxKind.VirtualKeyword).Without(SyntaxKind.ReadOnlyKeyword);
        return member.Has(SyntaxKind.StaticKeyword) ? member : member.With(SyntaxKind.StaticKeyword, member.Modifiers.TakeWhile(IsAccess).Count());
    }

    /// <summary><c>partial</c> comes last.</summary>
    public static MemberDeclarationSyntax AsPartial(this MemberDeclarationSyntax member) =>
        member.Has(SyntaxKind.PartialKeyword) ? member : member.With(SyntaxKind.PartialKeyword, member.Modifiers.Count);

    /// <summary>Who could reach it before still can.</summary>
    public static MemberDeclarationSyntax AsInternal(this MemberDeclarationSyntax member)
    {
        if (member.Has(SyntaxKind.InternalKeyword) || member.Has(SyntaxKind.PublicKeyword))
            return member;
        if (member.Has(SyntaxKind.ProtectedKeyword) && !member.Has(SyntaxKind.PrivateKeyword))
            return member.With(SyntaxKind.InternalKeyword, member.Modifiers.IndexOf(SyntaxKind.ProtectedKeyword) + 1);

        foreach (var access in new[] { SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.FileKeyword })
            member = member.Without(access);
        return member.With(SyntaxKind.InternalKeyword, 0);
    }

    public static bool IsAccess(SyntaxToken modifier) => modifier.Kind()
        is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.FileKeyword;

    private static MemberDeclarationSyntax With(this MemberDeclarationSyntax member, SyntaxKind modifier, int index)
    {
        var added = SyntaxFactory.Token(default, modifier, [SyntaxFactory.Space]);
        if (index > 0)
            return member.WithModifiers(member.Modifiers.Insert(index, added));

        // The new first word takes over what stood before the old one.
        var first = FirstAfterAttributes(member);
        added = added.WithLeadingTrivia(first.LeadingTrivia);
        member = member.ReplaceToken(first, first.WithLeadingTrivia());
        return member.WithModifiers(member.Modifiers.Insert(0, added));
    }

    private static MemberDeclarationSyntax Without(this MemberDeclarationSyntax member, SyntaxKind modifier)
    {
        var index = member.Modifiers.IndexOf(modifier);
        if (index < 0)
            return member;

        var leading = member.Modifiers[index].LeadingTrivia;
        member = member.WithModifiers(member.Modifiers.RemoveAt(index));
        var next = index < member.Modifiers.Count ? member.Modifiers[index] : FirstAfterModifiers(member);
        return member.ReplaceToken(next, next.WithLeadingTrivia(leading.AddRange(next.LeadingTrivia)));
    }

    private static SyntaxToken FirstAfterAttributes(MemberDeclarationSyntax member) =>
        member.AttributeLists.Count == 0 ? member.GetFirstToken() : member.AttributeLists.Last().GetLastToken().GetNextToken();

    private static SyntaxToken FirstAfterModifiers(MemberDeclarationSyntax member) =>
        member.Modifiers.Count == 0 ? FirstAfterAttributes(member) : member.Modifiers.Last().GetNextToken();
}
