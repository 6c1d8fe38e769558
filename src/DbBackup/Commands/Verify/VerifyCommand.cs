using System.Diagnostics;
using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Connectors;

namespace DbBackup.Commands;

/// <summary>
/// Reads backups to their end and holds them against their manifests: stored bytes, payload, structure. One that is damaged does not stop
/// the next. The results are recorded beside the manifests. Sends no signal.
/// </summary>
public sealed class VerifyCommand
{
    private readonly CommandServices _services;
    private readonly BackupCatalog _catalog;
    private readonly BackupProof _proof;

    internal VerifyCommand(CommandServices services)
    {
        _services = services;
        _catalog = new(services.Storage);
        _proof = new(services.Storage, services.Settings.Encryption);
    }

    /// <summary>Runs it. Failures are in the result; call <see cref="VerifyResult.EnsureSucceeded"/> to have them thrown.</summary>
    /// <param name="options">Which backups.</param>
    /// <param name="token">Cancels the verification under way; those that follow are not begun.</param>
    /// <exception cref="ConfigurationException">Wrong options; nothing was begun.</exception>
    /// <exception cref="BackupException">The storage cannot be read, or there is nothing to verify.</exception>
    public async Task<VerifyResult> RunAsync(VerifyOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Names.Count > 0 && options.All)
            throw new ConfigurationException("Both names of backups and --all are given: give one of them.");
        var results = options.Names.Count > 0 ? [] : await FindAsync(options, token);
        foreach (var name in options.Names.Distinct(StringComparer.Ordinal))
            results.Add(new(name, null, null));

        var verified = new List<VerifiedBackup>();
        foreach (var (name, backup, damage) in results)
        {
            verified.Add(damage is null ? await VerifyAsync(name, backup, options, token) : new() { Name = name, Outcome = RunOutcome.Failed, Error = damage });
            if (token.IsCancellationRequested)
                break;
        }

        return new(verified);
    }

    private async Task<List<(string Name, BackupManifest? Backup, Exception? Damage)>> FindAsync(VerifyOptions options, CancellationToken token)
    {
        var listing = await _catalog.ReadAsync(token);
        var backups = listing.Backups.Where(b => options.ServerName is null || b.Server == options.ServerName);
        if (!options.All)
            backups = backups.Where(b => b.SafetyFor is null).DistinctBy(b => (b.Kind, b.Server, b.Database));
        List<(string, BackupManifest?, Exception?)> found =
        [
            .. backups.Select(b => (b.Name, (BackupManifest?)b, (Exception?)null)),
            // A manifest that nobody can read may be the newest: it is never passed over.
            .. listing.Damaged.Select(d => ("", (BackupManifest?)null, (Exception?)d)),
        ];
        return found.Count > 0 ? found : throw new BackupException(
            $"There is no backup{(options.ServerName is { } server ? $" of server {server}" : "")} in the {_services.Storage.Description}, so there is nothing to verify; make one.");
    }

    private async Task<VerifiedBackup> VerifyAsync(string name, BackupManifest? backup, VerifyOptions options, CancellationToken token)
    {
        var (startedAt, clock) = (_services.Clock.GetUtcNow(), Stopwatch.StartNew());
        try
        {
            backup ??= await _catalog.FindAsync(name, token);
            var progress = new ProgressReporter(options.Progress, name);
            progress.TotalKnown(backup.PayloadBytes);
            var check = backup.Kind is BackupKind.Media ? MediaTarCheck.RequireWholeAsync : _services.Connectors.FindPayloadCheck(backup);
            var (extent, limit) = await _proof.RequireWholeAsync(backup, check, progress.Report, token);
            limit ??= check is null ? $"The connector {backup.Connector} of {backup.Engine} does not say how its payloads are checked." : null;
            var unrecorded = await RecordAsync(backup, startedAt, extent, null, token);
            return new()
            {
                Name = name, Backup = backup, Extent = extent, Outcome = RunOutcome.Succeeded, Duration = clock.Elapsed,
                Notes = [.. new[] { limit, unrecorded }.OfType<string>()],
            };
        }
        catch (Exception exception)
        {
            // Only damage is the backup's own: a wrong key or a storage that fails says nothing of it.
            var unrecorded = backup is not null && exception is DamagedBackupException ? await RecordAsync(backup, startedAt, null, exception.Message, token) : null;
            return new()
            {
                Name = name, Backup = backup, Outcome = SignalledRun.OutcomeOf(exception, token), Error = exception, Duration = clock.Elapsed,
                Notes = unrecorded is null ? [] : [unrecorded],
            };
        }
    }

    private Task<string?> RecordAsync(BackupManifest backup, DateTimeOffset startedAt, ProofExtent? extent, string? error, CancellationToken token) =>
        ProofRecorder.TryRecordAsync(_services, ProofKind.Verification, backup, startedAt, extent, error, token);
}
