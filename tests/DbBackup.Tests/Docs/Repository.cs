namespace DbBackup.Tests.Docs;

/// <summary>Where the pages are, and the sources that they show.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DbBackup.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"There is no DbBackup.sln above {AppContext.BaseDirectory}.");
    }
}
