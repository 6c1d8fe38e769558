using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace DbBackup.Tests.Archives;

/// <summary>One line for the root and everything below it: what it is, its mode, its time to 100 ns, its content.</summary>
[UnsupportedOSPlatform("windows")]
internal static class TreeSnapshot
{
    public static string Of(string root, bool withRoot = false)
    {
        var lines = new List<string>();
        if (withRoot)
            lines.Add(Line(root, new DirectoryInfo(root)));
        Add(root, new DirectoryInfo(root), lines);
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static void Add(string root, DirectoryInfo folder, List<string> lines)
    {
        foreach (var found in folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }))
        {
            lines.Add(Line(root, found));
            if (found is DirectoryInfo { LinkTarget: null } inner)
                Add(root, inner, lines);
        }
    }

    private static string Line(string root, FileSystemInfo found)
    {
        var name = OneLine(Path.GetRelativePath(root, found.FullName));
        var time = (found.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks;
        return found.LinkTarget is { } target
            ? $"{name} -> {OneLine(target)} @{time}"
            : $"{name} {Convert.ToString((int)found.UnixFileMode, 8)} @{time} {ContentOf(found)}";
    }

    private static string OneLine(string text) => text.Replace("\n", "\\n", StringComparison.Ordinal);

    private static string ContentOf(FileSystemInfo found)
    {
        if (found is not FileInfo)
            return "folder";
        using var stream = File.OpenRead(found.FullName);
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
