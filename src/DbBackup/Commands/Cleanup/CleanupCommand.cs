using DbBackup.Catalog;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>
/// Deletes the backups that the retention policy no longer keeps: only of this server and of what is configured or named, only what has a
/// manifest, never the newest good one.
/// </summary>
public sealed class CleanupCommand
{
    private readonly CommandServices _services;

    internal CleanupCommand(CommandServices services) => _services = services;

    /// <summary>Runs it. A failure is in the result; call <see cref="RunResult.EnsureSucceeded"/> to have it thrown.</summary>
    /// <param name="options">What to clean up.</param>
    /// <param name="token">Cancels; what is deleted until then stays deleted.</param>
    /// <exception cref="ConfigurationException">Wrong options; nothing was begun.</exception>
    public async Task<CleanupResult> RunAsync(CleanupOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            var decisions = await DecideAsync(options, token);
            return await CarryOutAsync(decisions, options, token) with { Decisions = decisions };
        }
        catch (Exception exception) when (exception is not ConfigurationException)
        {
            return new() { Outcome = SignalledRun.OutcomeOf(exception, token), Error = exception };
        }
    }

    private async Task<IReadOnlyList<RetentionDecision>> DecideAsync(CleanupOptions options, CancellationToken token)
    {
        var listing = await new BackupCatalog(_services.Storage).ReadAsync(token);
        _services.RefuseUnknown(options.Databases, listing.Backups);
        List<BackupManifest> covered = [.. listing.EnsureWhole().Where(b => IsCovered(b, options))];
        var proofs = await new BackupRecords(_services.Storage).FindAllAsync(covered, listing.Objects, token);
        var now = _services.Clock.GetUtcNow();
        var decisions = Retention.Decide(covered, b => RetentionPolicies.Of(b, _services.Settings), b => Retention.ExemptionOf(b, proofs, now));
        return [.. decisions.Select(d => !d.Stays && options.JustMade.Contains(d.Backup.Name) ? d with { Stays = true, Rules = [RetentionRule.JustMade] } : d)];
    }

    // What the configuration does not know may be another application's, which keeps its backups here, too: it must be named.
    private bool IsCovered(BackupManifest backup, CleanupOptions options)
    {
        if (backup.Server != _services.ServerName(options.ServerName) || (options.Kind is { } kind && backup.Kind != kind))
            return false;
        if (options.Databases.Count > 0)
            return backup.Database is not null && options.Databases.Contains(backup.Database);
        return backup.Kind is BackupKind.Media ? _services.Settings.Media.Path is not null : _services.Settings.Databases.ContainsKey(backup.Database!);
    }

    private async Task<CleanupResult> CarryOutAsync(IReadOnlyList<RetentionDecision> decisions, CleanupOptions options, CancellationToken token)
    {
        var superfluous = Superfluous(decisions);
        if (options.DryRun || superfluous.Count == 0)
            return new() { Outcome = RunOutcome.Succeeded, Deleted = superfluous };
        if (options.Confirm is not null && !await options.Confirm(superfluous, token))
            return new() { Outcome = RunOutcome.Cancelled };
        await using var held = await RunLock.TakeAsync(new(_services, "cleanup", [.. superfluous.Select(Series.Of)]) { Wait = options.Wait }, token);
        // What came and went before the lock was had counts: nothing goes that was not agreed to, and nothing that has to stay by now.
        var still = Superfluous(await DecideAsync(options, token)).Select(b => b.Name).ToHashSet(StringComparer.Ordinal);
        superfluous = [.. superfluous.Where(b => still.Contains(b.Name))];
        return superfluous.Count > 0 ? await DeleteAsync(superfluous, held, token) : new() { Outcome = RunOutcome.Succeeded };
    }

    private static IReadOnlyList<BackupManifest> Superfluous(IReadOnlyList<RetentionDecision> decisions) => [.. decisions.Where(d => !d.Stays).Select(d => d.Backup)];

    private async Task<CleanupResult> DeleteAsync(IReadOnlyList<BackupManifest> superfluous, RunLock held, CancellationToken token)
    {
        var run = _services.BeginRun("clean-up");
        var context = new PreCleanupContext
        {
            RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
            Sender = this, Storage = _services.Storage, ToDelete = superfluous,
        };
        var deleted = new List<BackupManifest>();
        PostCleanupContext After(Exception? exception, RunOutcome outcome) => new()
        {
            RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
            Sender = this, Storage = _services.Storage, Deleted = deleted, Outcome = outcome, Exception = exception,
        };
        var end = await run.RunAsync(
            (Signal.PreCleanup, () => context),
            cancellation => held.GuardAsync(guarded => DeleteAsync(superfluous.Where(b => !context.IsSpared(b)), deleted, held, guarded), cancellation),
            (Signal.PostCleanup, _ => After(null, RunOutcome.Succeeded)),
            (Signal.PostCleanup, After),
            token);
        return new()
        {
            Deleted = deleted, Spared = [.. superfluous.Where(context.IsSpared)],
            Outcome = end.Outcome, Error = end.Error, RunId = end.RunId, ReceiverFailures = end.ReceiverFailures,
        };
    }

    // Oldest first: a clean-up that stops half-way has kept the newer ones.
    private async Task<int> DeleteAsync(IEnumerable<BackupManifest> backups, List<BackupManifest> deleted, RunLock held, CancellationToken token)
    {
        var catalog = new BackupCatalog(_services.Storage);
        foreach (var backup in backups.Reverse())
        {
            token.ThrowIfCancellationRequested();
            await held.EnsureHeldAsync(token);
            await catalog.DeleteAsync(backup, token);
            deleted.Add(backup);
        }

        return deleted.Count;
    }
}
