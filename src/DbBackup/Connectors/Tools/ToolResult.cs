namespace DbBackup.Connectors;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Errors">The end of what it wrote to its standard error, a line each.</param>
internal sealed record ToolResult(int ExitCode, IReadOnlyList<string> Errors)
{
    /// <summary>Those lines as one, without a full stop.</summary>
    public string Reason => Errors.Count == 0 ? $"exit code {ExitCode}" : string.Join("; ", Errors.Select(line => line.TrimEnd('.', ' ')));
}
