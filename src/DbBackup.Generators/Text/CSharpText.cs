using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Text;

/// <summary>How symbols and values are spelled in generated code and in messages.</summary>
internal static class CSharpText
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Readable = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly char[] LineEnds = ['\r', '\n', '\u0085', '\u2028', '\u2029'];

    /// <summary><c>global::Shop.Order</c>, never nullable itself; the nullability of its arguments is kept.</summary>
    public static string FullName(ITypeSymbol type) => IsPlain(type)
        ? "global::" + Qualified(type, Identifier)
        : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Full);

    /// <summary><c>Order?</c>, for messages.</summary>
    public static string ReadableName(ITypeSymbol type) => type.ToDisplayString(Readable);

    /// <summary><c>Shop.@event</c>: namespace and containing types with dots, escaped, for a type without type arguments.</summary>
    public static string QualifiedName(INamedTypeSymbol type) => Qualified(type, Identifier);

    /// <summary><c>Shop.Hooks</c>: namespace and containing types with dots, without escapes or type arguments.</summary>
    public static string DottedName(ISymbol symbol) => Qualified(symbol, name => name);

    /// <summary><c>Shop.Hooks.Notify</c>.</summary>
    public static string DottedName(IMethodSymbol method) => DottedName(method.ContainingType) + "." + method.Name;

    /// <summary><c>Shop.@event</c>, or nothing for the global namespace.</summary>
    public static string Namespace(INamespaceSymbol? space) =>
        space is null or { IsGlobalNamespace: true } ? "" : Qualified(space, Identifier);

    /// <summary>An identifier that compiles: keywords get an <c>@</c>.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A quoted string.</summary>
    public static string Literal(string text) => NeedsEscapes(text) ? SymbolDisplay.FormatLiteral(text, quote: true) : "\"" + text + "\"";

    /// <summary>A number.</summary>
    public static string Literal(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>File name and line of a declaration: <c>Hooks.cs:12</c>.</summary>
    public static string Source(Location location)
    {
        var (file, line) = FileAndLine(location);
        return $"{file}:{Literal(line)}";
    }

    /// <summary>The name of the file, without its folder, and the line, counted from 1.</summary>
    public static (string File, int Line) FileAndLine(Location location)
    {
        var span = location.GetMappedLineSpan();
        var path = span.Path ?? "";
        return (path.Substring(path.LastIndexOfAny(['/', '\\']) + 1), span.StartLinePosition.Line + 1);
    }

    /// <summary>Text for a documentation comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Text that stays on its line.</summary>
    public static string OneLine(string text) =>
        text.IndexOfAny(LineEnds) < 0 ? text : string.Join(" ", text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Nearly no text does: names and files, of which a table has thousands.</summary>
    private static bool NeedsEscapes(string text)
    {
        foreach (var letter in text)
        {
            if (letter is < ' ' or > '~' or '"' or '\\')
                return true;
        }
        return false;
    }

    /// <summary>A class, struct or interface without type arguments around it or of its own, and without a keyword such as <c>int</c>.</summary>
    private static bool IsPlain(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 0, SpecialType: SpecialType.None, IsTupleType: false, TypeKind: not TypeKind.Error }
        && (type.ContainingType is null || IsPlain(type.ContainingType));

    /// <summary>By hand, because the display of symbols is slow and every receiver needs several names at each key stroke.</summary>
    private static string Qualified(ISymbol symbol, Func<string, string> spell)
    {
        var name = spell(symbol.Name);
        for (var around = symbol.ContainingSymbol; around is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; around = around.ContainingSymbol)
            name = spell(around.Name) + "." + name;
        return name;
    }
}
