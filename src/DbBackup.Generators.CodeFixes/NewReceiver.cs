using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace DbBackup.Generators.CodeFixes;

/// <summary>A receiver that is yet to be written.</summary>
internal sealed class NewReceiver(SignalContract signal, INamedTypeSymbol attribute, string name, SyntaxNode at, SemanticModel model)
{
    private const int LongestLine = 120;

    /// <summary>The type with the receiver after all of its members.</summary>
    public TypeDeclarationSyntax AddTo(TypeDeclarationSyntax type, SyntaxGenerator generator, Layout layout)
    {
        var method = Method(generator, layout);
        if (type.Members.Count > 0)
            method = method.WithLeadingTrivia(method.GetLeadingTrivia().Insert(0, layout.EndOfLine));
        return Open(type, layout).AddMembers(method);
    }

    private MethodDeclarationSyntax Method(SyntaxGenerator generator, Layout layout)
    {
        var indent = SyntaxFactory.Whitespace(layout.Indent);
        return SyntaxFactory.MethodDeclaration(
            [Attribute(generator).WithLeadingTrivia(indent).WithTrailingTrivia(layout.EndOfLine)],
            [
                SyntaxFactory.Token([indent], SyntaxKind.PublicKeyword, [SyntaxFactory.Space]),
                SyntaxFactory.Token(default, SyntaxKind.StaticKeyword, [SyntaxFactory.Space]),
            ],
            SyntaxFactory.PredefinedType(SyntaxFactory.Token(default, SyntaxKind.VoidKeyword, [SyntaxFactory.Space])),
            explicitInterfaceSpecifier: null,
            SyntaxFactory.Identifier(name),
            typeParameterList: null,
            Parameters(generator, layout).WithTrailingTrivia(layout.EndOfLine),
            constraintClauses: default,
            SyntaxFactory.Block(
                SyntaxFactory.Token([indent], SyntaxKind.OpenBraceToken, [layout.EndOfLine]),
                statements: default,
                SyntaxFactory.Token([indent], SyntaxKind.CloseBraceToken, [layout.EndOfLine])),
            expressionBody: null,
            semicolonToken: default);
    }

    private AttributeListSyntax Attribute(SyntaxGenerator generator)
    {
        var enumeration = attribute.ContainingAssembly.GetTypeByMetadataName(KnownNames.Signal)!;
        var value = generator.MemberAccessExpression(generator.NameOf(enumeration, at, model), signal.Name);
        return SyntaxFactory.AttributeList([
            SyntaxFactory.Attribute(
                (NameSyntax)generator.NameOf(attribute, at, model),
                SyntaxFactory.AttributeArgumentList([SyntaxFactory.AttributeArgument((ExpressionSyntax)value)])),
        ]);
    }

    private ParameterListSyntax Parameters(SyntaxGenerator generator, Layout layout)
    {
        OfferedArgument[] own = [.. signal.Offers.Where(offer => !offer.IsCommon)];
        var length = layout.Indent.Length + "public static void ".Length + name.Length + own.Sum(offer => CSharpText.ReadableName(offer.Property.Type).Length + offer.Name.Length + 3);
        // A line too long is broken after the parenthesis and every comma.
        SyntaxTriviaList gap = length > LongestLine ? [layout.EndOfLine] : [SyntaxFactory.Space];
        SyntaxTriviaList lead = length > LongestLine ? [SyntaxFactory.Whitespace(layout.Indent + layout.Step)] : [];

        return SyntaxFactory.ParameterList(
            SyntaxFactory.Token(default, SyntaxKind.OpenParenToken, length > LongestLine ? gap : default),
            SyntaxFactory.SeparatedList(
                own.Select(offer => Parameter(offer, generator).WithLeadingTrivia(lead)),
                own.Skip(1).Select(_ => SyntaxFactory.Token(default, SyntaxKind.CommaToken, gap))),
            SyntaxFactory.Token(default, SyntaxKind.CloseParenToken, default));
    }

    private ParameterSyntax Parameter(OfferedArgument offer, SyntaxGenerator generator)
    {
        var type = model.GetNullableContext(at.SpanStart).AnnotationsEnabled() ? offer.Property.Type : offer.Property.Type.WithNullableAnnotation(NullableAnnotation.None);
        return SyntaxFactory.Parameter(SyntaxFactory.ParseToken(CSharpText.Identifier(offer.Name)))
            .WithType(generator.NameOf(type, at, model).WithTrailingTrivia(SyntaxFactory.Space));
    }

    /// <summary>A type that ends with a semicolon gets braces.</summary>
    private static TypeDeclarationSyntax Open(TypeDeclarationSyntax type, Layout layout)
    {
        if (!type.OpenBraceToken.IsKind(SyntaxKind.None))
            return type;
        var indent = SyntaxFactory.Whitespace(layout.Indent.Substring(0, layout.Indent.Length - layout.Step.Length));
        var end = type.SemicolonToken.TrailingTrivia;
        return (TypeDeclarationSyntax)type
            .WithSemicolonToken(default)
            .WithOpenBraceToken(SyntaxFactory.Token([layout.EndOfLine, indent], SyntaxKind.OpenBraceToken, [layout.EndOfLine]))
            .WithCloseBraceToken(SyntaxFactory.Token([indent], SyntaxKind.CloseBraceToken, end));
    }
}
