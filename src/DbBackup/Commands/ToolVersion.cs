namespace DbBackup.Commands;

/// <summary>The name and version that stand in manifests.</summary>
internal static class ToolVersion
{
    public static string Text { get; } = $"DbBackup {typeof(ToolVersion).Assembly.GetName().Version?.ToString(3)}";
}
