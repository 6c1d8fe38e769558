using System.Buffers;
using System.Globalization;
using System.Text;

namespace DbBackup.Archives;

/// <summary>Names in a media archive: which are let in, and how they are shown.</summary>
internal static class MediaPath
{
    private static readonly SearchValues<char> IllegalOnWindows = SearchValues.Create("<>:\"|?*\\");
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>Joins a folder below the root, possibly the root itself, and a name.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <summary>The folder of a path below the root; empty for the root itself.</summary>
    public static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    /// <summary>The last component of a path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>
    /// Turns an archive's name into a path below the root. Stock tar writes <c>./</c> before each name and <c>/</c> behind a folder's; both are taken off.
    /// On Unix a backslash, a colon or <c>NUL</c> is part of a legal name and stays; on Windows each of them could lead out of the root and is refused.
    /// </summary>
    /// <returns>The path; empty for the root itself.</returns>
    /// <exception cref="BackupException">The name leads out of the root, or could not be a file's here.</exception>
    public static string FromArchive(string name, bool isFolder, bool onWindows)
    {
        var path = name;
        while (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];
        if (isFolder && path.EndsWith('/'))
            path = path[..^1];
        if (isFolder && path is ("" or "."))
            return name.StartsWith('/') ? throw Outside(name) : "";
        foreach (var component in path.Split('/'))
        {
            if (component is "" or "." or ".." || component.Contains('\0'))
                throw Outside(name);
            if (onWindows && !IsLegalOnWindows(component))
                throw new BackupException($"The archive holds {Quote(name)}, which is no name for a file on Windows; nothing was restored. Restore it on another system.");
            if (MediaStaging.IsStaging(component))
                throw new BackupException($"The archive holds {Quote(name)}, a name that restores keep for themselves; nothing was restored. Rename it in the archive.");
        }
        return path;
    }

    private static bool IsLegalOnWindows(string component)
    {
        if (component.AsSpan().ContainsAny(IllegalOnWindows) || component.Any(c => c < ' ') || component[^1] is '.' or ' ')
            return false;
        var stem = component.Split('.')[0].TrimEnd();
        return !Devices.Contains(stem, StringComparer.OrdinalIgnoreCase) && !IsPort(stem);
    }

    private static bool IsPort(string stem) => stem.Length == 4
        && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase))
        && stem[3] is (>= '0' and <= '9') or '¹' or '²' or '³';

    private static BackupException Outside(string name) => new(
        $"The archive holds {Quote(name)}, which is not a path below the media folder; nothing was restored. Do not trust this archive.");

    /// <summary>A path in quotes, in one line.</summary>
    public static string Quote(string path) => $"'{OneLine(path)}'";

    /// <summary>A text in which nothing breaks the line or reaches the terminal: a name from outside may hold newlines and escapes.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            _ = char.IsControl(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : shown.Append(c);
        return shown.ToString();
    }
}
