namespace DbBackup.Commands;

/// <summary>Paths that options give.</summary>
internal static class LocalPath
{
    /// <summary>The full path.</summary>
    /// <exception cref="ConfigurationException">It is blank, or nothing that a path can be.</exception>
    public static string Full(string path, string option) =>
        string.IsNullOrWhiteSpace(path) || path.Contains('\0')
            ? throw new ConfigurationException($"{option} is given and is no path: give it the path of a file.")
            : Path.GetFullPath(path);
}
