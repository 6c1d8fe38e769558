using Spectre.Console;

namespace DbBackup.Cli;

/// <summary>
/// What the program says besides its results: errors, logs and progress, line by line on stderr. While a progress bar is shown, lines
/// go above it.
/// </summary>
internal sealed class Messages(Terminal terminal, string program, bool verbose = false)
{
    private readonly Lock _gate = new();
    private IAnsiConsole? _live;

    /// <summary>Says what went wrong; with <c>--verbose</c> also where.</summary>
    public void Error(Problem problem)
    {
        WriteLine($"{program}: error: {problem.Message}");
        if (verbose && problem.Exception is { } exception)
            foreach (var line in exception.ToString().Split('\n'))
                WriteLine(line.TrimEnd('\r'));
    }

    /// <summary>Writes one line to stderr, made safe.</summary>
    public void WriteLine(string line) => Pass(SafeText.OneLine(line), terminal.Error);

    /// <summary>Writes one line as it is, above the bar if there is one, else to <paramref name="writer"/>.</summary>
    public void Pass(string line, TextWriter writer)
    {
        try
        {
            lock (_gate)
            {
                if (_live is { } live)
                    live.WriteLine(line);
                else
                    writer.WriteLine(line);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk under the log, or a terminal that was closed, is no reason for a run to fail.
        }
    }

    /// <summary>Gives the terminal back as it was, for a process that ends at once. It waits for nobody.</summary>
    public void LeaveTerminal()
    {
        const string showCursor = "\u001b[?25h";
        if (_live is not null)
            terminal.Error.WriteLine(showCursor);
    }

    /// <summary>Sends lines through the console that shows a moving bar, or no longer when <see langword="null"/>.</summary>
    public void GoThrough(IAnsiConsole? live)
    {
        lock (_gate)
            _live = live;
    }
}
