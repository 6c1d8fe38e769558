namespace DbBackup.Commands;

/// <summary>Which media backup to restore and how.</summary>
public sealed record MediaRestoreOptions
{
    /// <summary>Only backups of this server; any when <see langword="null"/>.</summary>
    public string? ServerName { get; init; }

    /// <summary>The backup's name in the storage. The default is the newest.</summary>
    public string? InputFilename { get; init; }

    /// <summary>A local file, with its manifest beside it, instead of the storage.</summary>
    public string? InputPath { get; init; }

    /// <summary>Overwrite existing files; else they are kept and counted.</summary>
    public bool Replace { get; init; }

    /// <summary>Asked after everything was checked and before anything changes; <see langword="null"/> is a yes.</summary>
    public Func<RestorePlan, CancellationToken, ValueTask<bool>>? Confirm { get; init; }

    /// <summary>How long to wait for another run on the same to end. Zero, the default, ends this one at once.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Say what would happen; change nothing, send no signal.</summary>
    public bool DryRun { get; init; }

    /// <summary>Is told of progress. What it throws is logged and has no effect.</summary>
    public IProgress<OperationProgress>? Progress { get; init; }
}
