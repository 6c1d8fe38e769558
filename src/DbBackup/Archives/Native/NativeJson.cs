using System.Text.Encodings.Web;

namespace DbBackup.Archives;

/// <summary>How the JSON of native archives is spelled. Names are readable, as nobody takes this for HTML.</summary>
internal static class NativeJson
{
    /// <summary>On one line, for comments.</summary>
    public static NativeJsonContext Line { get; } = new(new(NativeJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>With line breaks, for files that people read.</summary>
    public static NativeJsonContext Indented { get; } =
        new(new(NativeJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" });
}
