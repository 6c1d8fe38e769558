namespace DbBackup.Servers.Tests;

/// <summary>A folder at the head of the PATH, or instead of it, for as long as a test runs.</summary>
internal sealed class SearchPath : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("PATH");
    private readonly TemporaryFolder _folder = new();

    private readonly string _programs;

    private SearchPath(string programs, string rest)
    {
        _programs = programs;
        Environment.SetEnvironmentVariable("PATH", rest.Length == 0 ? _folder.Path : $"{_folder.Path}{Path.PathSeparator}{rest}");
    }

    /// <summary>A path in the folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>The programs of a folder before all others.</summary>
    public static SearchPath WithPrograms(string folder) => new(folder, $"{folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}");

    /// <summary>Nothing.</summary>
    public static SearchPath Empty() => new("", "");

    /// <summary>Puts a shell script in the place of a program. <c>$REAL</c> is the folder of the real ones.</summary>
    public SearchPath With(string program, string script)
    {
        File.WriteAllText(this[program], $"#!/bin/sh\nREAL='{_programs}'\nHERE='{_folder.Path}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(this[program], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _before);
        _folder.Dispose();
    }
}
