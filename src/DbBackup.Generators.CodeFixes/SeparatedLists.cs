using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Adds to the end of a list as the list is laid out: on the same line, or each on its own.</summary>
internal static class SeparatedLists
{
    public static ParameterListSyntax Append(this ParameterListSyntax list, ParameterSyntax parameter) =>
        list.WithParameters(Append(list.Parameters, list.OpenParenToken, parameter));

    public static ArgumentListSyntax Append(this ArgumentListSyntax list, ArgumentSyntax argument) =>
        list.WithArguments(Append(list.Arguments, list.OpenParenToken, argument));

    private static SeparatedSyntaxList<T> Append<T>(SeparatedSyntaxList<T> list, SyntaxToken open, T item) where T : SyntaxNode
    {
        if (list.Count == 0)
            return [item];

        var last = list.Last();
        var before = list.Count > 1 ? list.GetSeparator(list.Count - 2) : open;
        var ownLine = before.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var comma = SyntaxFactory.Token(default, SyntaxKind.CommaToken, [SyntaxFactory.Space]);
        if (ownLine)
        {
            // A comment at the end of the line belongs to what it follows.
            var end = before.TrailingTrivia.First(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            var rest = last.GetTrailingTrivia();
            comma = comma.WithTrailingTrivia(rest.Any(SyntaxKind.EndOfLineTrivia) ? rest : rest.Add(end));
            item = item.WithLeadingTrivia(last.GetLeadingTrivia()).WithTrailingTrivia(rest.Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        }
        return SyntaxFactory.SeparatedList([.. list.Take(list.Count - 1), last.WithoutTrailingTrivia(), item], [.. list.GetSeparators(), comma]);
    }
}
