namespace DbBackup.Commands;

/// <summary>Lists the backups of the storage.</summary>
public sealed class ListBackupsCommand
{
    private readonly CommandServices _services;

    internal ListBackupsCommand(CommandServices services) => _services = services;

    /// <summary>Runs it.</summary>
    public Task<ListBackupsResult> RunAsync(ListBackupsOptions options, CancellationToken token = default) => throw new InvalidOperationException(_services.Settings.ServerName);
}
