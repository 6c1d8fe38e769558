using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>Restores the media folder. Everything that can be refused is refused before anything is changed.</summary>
public sealed class MediaRestoreCommand
{
    private readonly CommandServices _services;

    internal MediaRestoreCommand(CommandServices services) => _services = services;

    /// <summary>Runs it. A failure is in the result; call <see cref="RunResult.EnsureSucceeded"/> to have it thrown.</summary>
    /// <param name="options">Which backup and how.</param>
    /// <param name="token">Cancels; the folder is as it was.</param>
    /// <exception cref="ConfigurationException">Wrong options or configuration; nothing was begun.</exception>
    public async Task<MediaRestoreResult> RunAsync(MediaRestoreOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var root = _services.MediaFolder();
        var source = BackupSource.Of(_services, options.InputFilename, options.InputPath);
        BackupManifest? backup = null;
        try
        {
            backup = await source.FindAsync(BackupKind.Media, null, options.ServerName, token);
            await source.VerifyAsync(backup, token);
            if (options.DryRun)
                return new() { Backup = backup, Outcome = RunOutcome.Succeeded };
            if (options.Confirm is not null && !await options.Confirm(new(backup, $"media folder {root}"), token))
                return new() { Backup = backup, Outcome = RunOutcome.Cancelled };
            await using var held = await RunLock.TakeAsync(
                RunLock.Request.OfRestore(_services, new(BackupKind.Media, _services.ServerName(null), null), source, backup) with { Wait = options.Wait }, token);
            return await RestoreAsync(root, source, backup, held, options, token);
        }
        catch (Exception exception) when (exception is not ConfigurationException)
        {
            return new() { Backup = backup, Outcome = SignalledRun.OutcomeOf(exception, token), Error = exception };
        }
    }

    private async Task<MediaRestoreResult> RestoreAsync(
        string root, BackupSource source, BackupManifest backup, RunLock held, MediaRestoreOptions options, CancellationToken token)
    {
        var run = _services.BeginRun("restore of media");
        var end = await run.RunAsync(
            (Signal.PreMediaRestore, () => new PreMediaRestoreContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Filename = backup.Name, ServerName = backup.Server, Storage = source.Storage,
            }),
            cancellation => held.GuardAsync(guarded => ExtractAsync(root, source, backup, options, guarded), cancellation),
            (Signal.PostMediaRestore, _ => new PostMediaRestoreContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Filename = backup.Name, ServerName = backup.Server, Storage = source.Storage,
            }),
            (Signal.MediaRestoreFailed, (exception, outcome) => new MediaRestoreFailedContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Filename = backup.Name, ServerName = backup.Server, Storage = source.Storage,
                Exception = exception, Outcome = outcome,
            }),
            token);
        return new()
        {
            Backup = backup, Written = end.Value?.Written ?? 0, Kept = end.Value?.Kept ?? 0,
            Outcome = end.Outcome, Error = end.Error, RunId = end.RunId, ReceiverFailures = end.ReceiverFailures,
        };
    }

    private static async Task<MediaExtraction> ExtractAsync(
        string root, BackupSource source, BackupManifest backup, MediaRestoreOptions options, CancellationToken token)
    {
        var progress = new ProgressReporter(options.Progress, "media");
        progress.TotalKnown(backup.PayloadBytes);
        await using var payload = await source.OpenPayloadAsync(backup, progress.Report, token);
        return await new MediaTarRestorer(root, options.Replace).RestoreAsync(payload, token);
    }
}
