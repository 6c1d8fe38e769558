using DbBackup.Configuration;

namespace DbBackup.Commands;

/// <summary>How to back up the media folder. The defaults are the configuration's.</summary>
public sealed record MediaBackupOptions
{
    /// <summary>The server to file the backup under.</summary>
    public string? ServerName { get; init; }

    /// <summary>The compression.</summary>
    public CompressionKind? Compression { get; init; }

    /// <summary>Refuse to write without encryption: it is an error when neither recipients nor a passphrase are configured. With them, backups are encrypted in any case.</summary>
    public bool Encrypt { get; init; }

    /// <summary>The name in the storage. An existing name is never overwritten.</summary>
    public string? OutputFilename { get; init; }

    /// <summary>A local file instead of the storage; its manifest is written beside it.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Clean up after the backup.</summary>
    public bool Clean { get; init; }

    /// <summary>How long to wait for another run on the same to end. Zero, the default, ends this one at once.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Say what would happen; change nothing, send no signal.</summary>
    public bool DryRun { get; init; }

    /// <summary>Is told of progress. What it throws is logged and has no effect.</summary>
    public IProgress<OperationProgress>? Progress { get; init; }
}
