using System.Diagnostics;

namespace DbBackup.Aot.Tests;

/// <summary>A program that can be started: an executable, or what the JIT runs.</summary>
public sealed record Program(string File, params string[] FirstArguments)
{
    /// <summary>An assembly beside the tests, run by the JIT.</summary>
    public static Program Jit(string assembly) => new("dotnet", Path.Combine(AppContext.BaseDirectory, assembly));

    /// <summary>Starts it in a folder.</summary>
    /// <param name="folder">The current folder, in which temporary files go, too.</param>
    /// <param name="arguments">The arguments, separated by spaces.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="isAlone">Whether it gets no other variable, and so no PATH.</param>
    public Run Start(string folder, string arguments, IReadOnlyDictionary<string, string>? environment = null, bool isAlone = false)
    {
        var start = new ProcessStartInfo(File, [.. FirstArguments, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        if (isAlone)
            start.Environment.Clear();
        else
            start.Environment["TMPDIR"] = folder;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new Run(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<Ended> RunAsync(string folder, string arguments, IReadOnlyDictionary<string, string>? environment = null, bool isAlone = false)
    {
        using var run = Start(folder, arguments, environment, isAlone);
        return await run.EndAsync();
    }
}
