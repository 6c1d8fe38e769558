namespace DbBackup.Commands;

/// <summary>Restores the media folder.</summary>
public sealed class MediaRestoreCommand
{
    private readonly CommandServices _services;

    internal MediaRestoreCommand(CommandServices services) => _services = services;

    /// <summary>Runs it.</summary>
    public Task<MediaRestoreResult> RunAsync(MediaRestoreOptions options, CancellationToken token = default) => throw new InvalidOperationException(_services.Settings.ServerName);
}
