namespace DbBackup.Commands;

/// <summary>Backs up the media folder.</summary>
public sealed class MediaBackupCommand
{
    private readonly CommandServices _services;

    internal MediaBackupCommand(CommandServices services) => _services = services;

    /// <summary>Runs it.</summary>
    public Task<MediaBackupResult> RunAsync(MediaBackupOptions options, CancellationToken token = default) => throw new InvalidOperationException(_services.Settings.ServerName);
}
