namespace DbBackup.Commands;

/// <summary>Applies the retention policy.</summary>
public sealed class CleanupCommand
{
    private readonly CommandServices _services;

    internal CleanupCommand(CommandServices services) => _services = services;

    /// <summary>Runs it.</summary>
    public Task<CleanupResult> RunAsync(CleanupOptions options, CancellationToken token = default) => throw new InvalidOperationException(_services.Settings.ServerName);
}
