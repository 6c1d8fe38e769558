using System.Security.Cryptography;

namespace DbBackup.Aot.Tests.Crashes;

/// <summary>Folders as a whole.</summary>
internal static class Folders
{
    /// <summary>Copies a folder with everything in it; links stay links.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var found in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, found.Name);
            if (found.LinkTarget is { } link)
                File.CreateSymbolicLink(target, link);
            else if (found is FileInfo file)
                file.CopyTo(target);
            else
                Copy(found.FullName, target);
        }
    }

    /// <summary>Every file and link below a folder, and what is in it.</summary>
    public static Dictionary<string, string> Contents(string folder) => !Directory.Exists(folder) ? [] : new DirectoryInfo(folder)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .ToDictionary(file => Path.GetRelativePath(folder, file.FullName), file => file.LinkTarget ?? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))), StringComparer.Ordinal);
}
