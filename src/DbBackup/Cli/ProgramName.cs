using System.CommandLine;

namespace DbBackup.Cli;

/// <summary>The name under which the program was started.</summary>
internal static class ProgramName
{
    /// <summary>The executable's, or the assembly's when <c>dotnet</c> started it.</summary>
    public static string Current { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) is { Length: > 0 } name && name != "dotnet"
        ? name
        : RootCommand.ExecutableName;
}
