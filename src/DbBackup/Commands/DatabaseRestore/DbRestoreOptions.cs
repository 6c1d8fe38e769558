namespace DbBackup.Commands;

/// <summary>What to restore and how.</summary>
public sealed record DbRestoreOptions
{
    /// <summary>The database's key; may be left out when there is only one.</summary>
    public string? Database { get; init; }

    /// <summary>Only backups of this server; any when <see langword="null"/>.</summary>
    public string? ServerName { get; init; }

    /// <summary>The backup's name in the storage. The default is the newest.</summary>
    public string? InputFilename { get; init; }

    /// <summary>A local file, with its manifest beside it, instead of the storage.</summary>
    public string? InputPath { get; init; }

    /// <summary>Only these schemas.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>Into what exists, without dropping first.</summary>
    public bool NoDrop { get; init; }

    /// <summary>Take the newest backup of this other database; its key need not be configured.</summary>
    public string? From { get; init; }

    /// <summary>A connection string of the database to restore to, in place of the configured one. Without a password: it comes from where the database's own comes from.</summary>
    public string? To { get; init; }

    /// <summary>Leave the owners out.</summary>
    public bool NoOwner { get; init; }

    /// <summary>Leave out who may use what.</summary>
    public bool NoPrivileges { get; init; }

    /// <summary>End other sessions on the database that is replaced.</summary>
    public bool Disconnect { get; init; }

    /// <summary>The key of the database, exactly: what a database that is <see cref="Configuration.DatabaseSettings.Protected"/> is restored with. Any other name is an error.</summary>
    public string? ConfirmedName { get; init; }

    /// <summary>Take no safety backup of what is replaced.</summary>
    public bool NoSafetyBackup { get; init; }

    /// <summary>Asked after everything was checked and before anything changes; <see langword="null"/> is a yes.</summary>
    public Func<RestorePlan, CancellationToken, ValueTask<bool>>? Confirm { get; init; }

    /// <summary>How long to wait for another run on the same to end. Zero, the default, ends this one at once.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Say what would happen; change nothing, send no signal.</summary>
    public bool DryRun { get; init; }

    /// <summary>Is told of progress. What it throws is logged and has no effect.</summary>
    public IProgress<OperationProgress>? Progress { get; init; }
}
