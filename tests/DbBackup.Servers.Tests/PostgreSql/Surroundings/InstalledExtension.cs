namespace DbBackup.Servers.Tests.PostgreSql.Surroundings;

/// <summary>
/// Gives a server an extension of the tests' own. Newer ones are told of a folder; an older one looks beside its program, and so gets a
/// program in a folder of its own, with everything else as links. The system's own folders stay as they are.
/// </summary>
internal static class InstalledExtension
{
    private const int FirstWithPath = 18;

    private static string Source => Path.Combine(AppContext.BaseDirectory, "PostgreSql", "Surroundings", "Extension");

    /// <summary>Puts it into a folder.</summary>
    /// <returns>The server's program, and settings for it.</returns>
    public static (string Program, string[] Settings) Into(string folder, int version) =>
        version >= FirstWithPath ? ByPath(folder) : ByTree(folder, version);

    private static (string, string[]) ByPath(string folder)
    {
        Copy(Path.Combine(folder, "share", "extension"));
        return (PostgresPrograms.Of("postgres"), [$"extension_control_path={folder}/share:$system"]);
    }

    private static (string, string[]) ByTree(string folder, int version)
    {
        var (library, share) = (Path.Combine(folder, $"lib/postgresql/{version}"), Path.Combine(folder, $"share/postgresql/{version}"));
        Directory.CreateDirectory(Path.Combine(library, "bin"));
        var program = Path.Combine(library, "bin", "postgres");
        File.Copy(PostgresPrograms.Of("postgres"), program);
        Directory.CreateSymbolicLink(Path.Combine(library, "lib"), $"/usr/lib/postgresql/{version}/lib");
        Directory.CreateDirectory(Path.Combine(share, "extension"));
        var real = $"/usr/share/postgresql/{version}";
        foreach (var path in Directory.GetFileSystemEntries(real).Where(path => Path.GetFileName(path) != "extension").Concat(Directory.GetFiles(Path.Combine(real, "extension"))))
            File.CreateSymbolicLink(Path.Combine(share, Path.GetRelativePath(real, path)), path);
        Copy(Path.Combine(share, "extension"));
        return (program, []);
    }

    private static void Copy(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(Source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }
}
