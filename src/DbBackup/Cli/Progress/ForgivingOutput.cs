using System.Text;
using Spectre.Console;

namespace DbBackup.Cli;

/// <summary>
/// A terminal that may go away. The bar is drawn by a thread of its own, on which an error of the output would end the process, and with
/// it the backup.
/// </summary>
internal sealed class ForgivingOutput(TextWriter writer) : IAnsiConsoleOutput
{
    private readonly AnsiConsoleOutput _output = new(writer);

    public TextWriter Writer { get; } = new ForgivingWriter(writer);

    public bool IsTerminal => _output.IsTerminal;

    public int Width => _output.Width;

    public int Height => _output.Height;

    public void SetEncoding(Encoding encoding) => _output.SetEncoding(encoding);

    private sealed class ForgivingWriter(TextWriter inner) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Try(() => inner.Write(value));

        public override void Write(string? value) => Try(() => inner.Write(value));

        public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

        public override void Flush() => Try(inner.Flush);

        private static void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
            {
                // A display that nobody sees any more is no reason to lose a backup.
            }
        }
    }
}
