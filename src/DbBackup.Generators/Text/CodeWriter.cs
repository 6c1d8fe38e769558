using System.Text;

namespace DbBackup.Generators.Text;

/// <summary>Writes indented lines that end in <c>\n</c> on every machine.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line, or each line of a block of text, at the current depth.</summary>
    public void Line(string text = "")
    {
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            Line(text, start, end);
            start = end + 1;
        }
    }

    /// <summary>Writes <paramref name="header"/> and a brace, and on disposal the closing brace followed by <paramref name="end"/>.</summary>
    public IDisposable Block(string header, string end = "")
    {
        Line(header);
        Line("{");
        _depth++;
        return new OpenBlock(this, "}" + end);
    }

    /// <summary>Indents by one step until disposed.</summary>
    public IDisposable Indent()
    {
        _depth++;
        return new OpenBlock(this, null);
    }

    public override string ToString() => _text.ToString();

    private void Line(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        // Directives and empty lines stand at the margin.
        if (end > start && text[start] != '#')
            _text.Append(' ', _depth * 4);
        _text.Append(text, start, end - start).Append('\n');
    }

    private sealed class OpenBlock(CodeWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is not null)
                writer.Line(end);
        }
    }
}
