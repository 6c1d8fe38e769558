namespace DbBackup.Aot.Tests.Crashes;

/// <summary><c>strace</c>, by which a system call can be made to fail or to end the process.</summary>
internal static class Tracer
{
    private const string Path = "/usr/bin/strace";

    /// <summary>A program under it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">What happens at which call.</param>
    public static Program Of(Program program, string options)
    {
        Assert.True(File.Exists(Path), "There is no strace here: apt-get install strace.");
        return new(Path, ["-f", "-qq", "-o", "/dev/null", .. options.Split(' '), program.File, .. program.FirstArguments]);
    }
}
