using System.Xml.Linq;

namespace DbBackup.Package.Tests;

/// <summary>The sources of the packages.</summary>
internal static class Repository
{
    // What the packages are made of, and the commit that is written into them.
    private static readonly string[] Packed = ["src", "eng", "Directory.Build.props", "Directory.Packages.props", "DbBackup.sln", "global.json", ".editorconfig", ".git"];
    private static readonly HashSet<string> Made = ["bin", "obj"];

    public static string Root { get; } = FindRoot();

    /// <summary>The projects whose assemblies run inside the compiler.</summary>
    public static IEnumerable<string> CompilerParts =>
        Directory.GetDirectories(Path.Combine(Root, "src"), "DbBackup.Generators*").Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>The pinned version of a package that only a project of the tests has.</summary>
    public static string PinnedVersion(string property) => XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants(property).Single().Value;

    /// <summary>Copies what the packages are made of to another folder.</summary>
    public static void CopyTo(string folder)
    {
        foreach (var name in Packed.Where(name => Path.Exists(Path.Combine(Root, name))))
            Copy(Path.Combine(Root, name), Path.Combine(folder, name));
    }

    /// <summary>Copies a file, or a folder without what a build made in it.</summary>
    public static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }
        Directory.CreateDirectory(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from))
            if (!Made.Contains(Path.GetFileName(entry)))
                Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DbBackup.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"There is no DbBackup.sln above {AppContext.BaseDirectory}.");
    }
}
