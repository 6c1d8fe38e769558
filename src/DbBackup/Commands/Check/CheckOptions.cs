namespace DbBackup.Commands;

/// <summary>What to check; everything that is configured when nothing is set.</summary>
public sealed record CheckOptions
{
    /// <summary>Only these databases. An unknown key is an error.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];
}
