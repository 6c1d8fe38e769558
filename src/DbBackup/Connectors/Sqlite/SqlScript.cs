namespace DbBackup.Connectors;

/// <summary>What frames a script: its first line, by which a restore knows it, and its last, without which it is truncated.</summary>
internal static class SqlScript
{
    private const string Format = "-- DbBackup SQLite script 1, encoding ";

    /// <summary>The last line.</summary>
    public const string End = "-- DbBackup: end of script";

    /// <summary>The first line.</summary>
    public static string Header(string encoding) => Format + encoding;

    /// <summary>The encoding that a first line names; <see langword="null"/> when the line is of another kind or of a newer format.</summary>
    public static string? ReadEncoding(string firstLine) =>
        firstLine.StartsWith(Format, StringComparison.Ordinal) ? firstLine[Format.Length..].TrimEnd() : null;
}
