using System.Text;

namespace Shop;

/// <summary>Breaks lines that are longer than a page is wide at a space, and indents what follows.</summary>
internal sealed class FoldedWriter(TextWriter page, int width) : TextWriter
{
    private const string Indent = "    ";

    private readonly StringBuilder _line = new();

    public override Encoding Encoding => page.Encoding;

    public override void Write(char value)
    {
        if (value == '\n')
            WriteFolded();
        else if (value != '\r')
            _line.Append(value);
    }

    public override void Flush() => page.Flush();

    private void WriteFolded()
    {
        var rest = _line.ToString();
        _line.Clear();
        while (rest.Length > width && rest.LastIndexOf(' ', width) is var space && space > Indent.Length)
        {
            page.WriteLine(rest[..space].TrimEnd());
            rest = Indent + rest[space..].TrimStart();
        }
        page.WriteLine(rest);
    }
}
