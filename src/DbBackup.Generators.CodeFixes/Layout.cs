using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbBackup.Generators.CodeFixes;

/// <summary>How a file ends and indents its lines.</summary>
/// <param name="EndOfLine">The end of a line.</param>
/// <param name="Indent">What a member of the type is indented by.</param>
/// <param name="Step">One step further.</param>
internal sealed record Layout(SyntaxTrivia EndOfLine, string Indent, string Step)
{
    public static Layout Of(TypeDeclarationSyntax declaration, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(declaration.GetFirstToken().SpanStart).ToString();
        var indent = line.Substring(0, line.Length - line.TrimStart().Length);
        var step = indent.IndexOf('\t') >= 0 ? "\t" : "    ";
        var first = text.Lines[0];
        var end = text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        return new Layout(SyntaxFactory.EndOfLine(end.Length > 0 ? end : "\n"), indent + step, step);
    }
}
