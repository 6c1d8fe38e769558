using System.Globalization;
using System.Text;

namespace DbBackup.Receivers;

/// <summary>Text from elsewhere in a mail, an event or a message: a name with a newline or an escape sequence must not forge what it stands in.</summary>
internal static class PlainText
{
    /// <summary>The text on one line, with every control character written as its escape.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(IsControl))
            return text;

        var line = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            line.Append(IsControl(c) ? Escape(c) : c.ToString());
        return line.ToString();
    }

    /// <summary>Control characters, line separators, and what reverses the direction of text.</summary>
    private static bool IsControl(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(char c) => c switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
    };
}
