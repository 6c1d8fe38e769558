namespace DbBackup.Commands;

/// <summary>Checks configuration, connections, rights and storage.</summary>
public sealed class CheckCommand
{
    private readonly CommandServices _services;

    internal CheckCommand(CommandServices services) => _services = services;

    /// <summary>Runs it.</summary>
    public Task<CheckResult> RunAsync(CheckOptions options, CancellationToken token = default) => throw new InvalidOperationException(_services.Settings.ServerName);
}
