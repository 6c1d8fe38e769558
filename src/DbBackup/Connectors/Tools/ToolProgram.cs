using DbBackup.Storage;

namespace DbBackup.Connectors;

/// <summary>A database's own program on the PATH.</summary>
/// <param name="Name">Its name, as <c>pg_dump</c>.</param>
/// <param name="Path">Where it is.</param>
internal sealed record ToolProgram(string Name, string Path)
{
    /// <summary>The first program of one of these names on the PATH, or <see langword="null"/>.</summary>
    public static ToolProgram? Find(params ReadOnlySpan<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var name in names)
            foreach (var folder in folders)
                if (IsProgram(System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name), out var path))
                    return new(name, path);
        return null;
    }

    private static bool IsProgram(string candidate, out string path)
    {
        path = candidate;
        try
        {
            return File.Exists(candidate) && (OperatingSystem.IsWindows() || IsExecutable(File.GetUnixFileMode(candidate)));
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            return false;
        }

        static bool IsExecutable(UnixFileMode mode) => (mode & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
    }
}
