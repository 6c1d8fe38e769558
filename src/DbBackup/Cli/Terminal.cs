namespace DbBackup.Cli;

/// <summary>The three standard streams, and which of them a person sits at.</summary>
internal sealed record Terminal(TextReader Input, TextWriter Output, TextWriter Error)
{
    private const int UsualWidth = 80;

    /// <summary>Whether these are the process's own streams, to which receivers print, too.</summary>
    public bool IsOfProcess { get; private init; }

    /// <summary>Whether a question can be answered.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Whether results are looked at rather than read by a program.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a moving progress bar makes sense.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = UsualWidth;

    /// <summary>Those of this process.</summary>
    public static Terminal OfProcess() => new(Console.In, Console.Out, Console.Error)
    {
        IsOfProcess = true,
        InputIsTerminal = !Console.IsInputRedirected,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? UsualWidth : WindowWidth(),
    };

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return UsualWidth;
        }
    }
}
