using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>The sources that all tests of this assembly give to the generator, as they stand in the tests: text in quotes with receivers in it.</summary>
internal static class Corpus
{
    /// <summary>In a fixed order, so that a mutation's number means the same on every machine.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Tests().SelectMany(Quoted).Distinct()];

    private static IEnumerable<string> Tests()
    {
        var assembly = typeof(Corpus).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static IEnumerable<string> Quoted(string test) =>
        from literal in CSharpSyntaxTree.ParseText(test).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText.Contains("Receiver", StringComparison.Ordinal) && literal.Token.ValueText.Contains('[', StringComparison.Ordinal)
        select Rule.Unmark(literal.Token.ValueText).Source;
}
