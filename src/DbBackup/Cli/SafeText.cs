using System.Globalization;
using System.Text;

namespace DbBackup.Cli;

/// <summary>Makes text from elsewhere safe to print: a name with a newline or an escape sequence must not forge output or steer a terminal.</summary>
internal static class SafeText
{
    /// <summary>The text on one line, with every control character written as its escape.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;

        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            safe.Append(IsUnsafe(c) ? Escape(c) : c.ToString());
        return safe.ToString();
    }

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(char c) => c switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
    };
}
