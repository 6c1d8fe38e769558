using System.Text;

namespace DbBackup.Cli;

/// <summary>
/// Stands in for stdout while a run is on: what receivers print goes line by line to where it harms neither the one JSON document on
/// stdout nor the moving bar.
/// </summary>
internal sealed class ReceiverOutput : TextWriter
{
    private readonly TextWriter _before = Console.Out;
    private readonly Action<string> _writeLine;
    private readonly StringBuilder _line = new();

    internal ReceiverOutput(Action<string> writeLine) => _writeLine = writeLine;

    public override Encoding Encoding => _before.Encoding;

    /// <summary>Takes the place of <see cref="Console.Out"/> until it is disposed.</summary>
    public static ReceiverOutput Redirect(Action<string> writeLine)
    {
        var output = new ReceiverOutput(writeLine);
        Console.SetOut(output);
        return output;
    }

    public override void Write(char value)
    {
        if (value == '\n')
            EndLine();
        else
            _line.Append(value);
    }

    public override void Write(string? value)
    {
        foreach (var c in value ?? "")
            Write(c);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Console.SetOut(_before);
            if (_line.Length > 0)
                EndLine();
        }
        base.Dispose(disposing);
    }

    private void EndLine()
    {
        _writeLine(_line.ToString());
        _line.Clear();
    }
}
