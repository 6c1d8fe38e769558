using DbBackup.Configuration;

namespace DbBackup.Commands;

/// <summary>What to back up and how. The defaults are the configuration's.</summary>
public sealed record DbBackupOptions
{
    /// <summary>Keys of databases; all when empty. An unknown or empty key is an error.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>The server to file the backups under.</summary>
    public string? ServerName { get; init; }

    /// <summary>The compression.</summary>
    public CompressionKind? Compression { get; init; }

    /// <summary>Refuse to write without encryption: it is an error when neither recipients nor a passphrase are configured. With them, backups are encrypted in any case.</summary>
    public bool Encrypt { get; init; }

    /// <summary>The name in the storage, for one database. An existing name is never overwritten.</summary>
    public string? OutputFilename { get; init; }

    /// <summary>A local file instead of the storage, for one database; its manifest is written beside it.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Tables to leave out, besides the configured ones.</summary>
    public IReadOnlyList<string> ExcludeTables { get; init; } = [];

    /// <summary>Only these schemas.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>Clean up after the backup.</summary>
    public bool Clean { get; init; }

    /// <summary>How long to wait for another run on the same to end. Zero, the default, ends this one at once.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Say what would happen; change nothing, send no signal.</summary>
    public bool DryRun { get; init; }

    /// <summary>Is told of progress. What it throws is logged and has no effect.</summary>
    public IProgress<OperationProgress>? Progress { get; init; }
}
