using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>Backs up the media folder.</summary>
public sealed class MediaBackupCommand
{
    private readonly CommandServices _services;
    private readonly CleanupCommand _cleanup;

    internal MediaBackupCommand(CommandServices services, CleanupCommand cleanup) => (_services, _cleanup) = (services, cleanup);

    /// <summary>Runs it. A failure is in the result; call <see cref="RunResult.EnsureSucceeded"/> to have it thrown.</summary>
    /// <param name="options">How.</param>
    /// <param name="token">Cancels; nothing becomes visible.</param>
    /// <exception cref="ConfigurationException">Wrong options or configuration; nothing was begun.</exception>
    public async Task<MediaBackupResult> RunAsync(MediaBackupOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var root = _services.MediaFolder();
        var destination = BackupDestination.Of(_services, options.OutputFilename, options.OutputPath, options.Compression, options.Encrypt);
        var run = _services.BeginRun("backup of media");
        var server = _services.ServerName(options.ServerName);
        var result = await BackUpAsync(run, root, server, destination, options, token);
        if (options is { DryRun: false, OutputPath: null })
            await FailedRuns.NoteAsync(_services, new(BackupKind.Media, server, null), run, result);
        result = result with { Cleanup = await CleanUpAsync(result, options, token) };
        return result with { ReceiverFailures = [.. result.ReceiverFailures, .. await PingAsync(result, options)] };
    }

    private async Task<MediaBackupResult> BackUpAsync(
        SignalledRun run, string root, string server, BackupDestination destination, MediaBackupOptions options, CancellationToken token)
    {
        try
        {
            await using var held = options.DryRun ? null : await RunLock.TakeAsync(
                new(_services, "backup", [new(BackupKind.Media, server, null)]) { Wait = options.Wait, OnlyReads = options.OutputPath is not null }, token);
            var name = await destination.ChooseNameAsync(_services.Settings.MediaFilenameTemplate, null, server, run.StartedAt, "tar", token);
            var media = new MediaTarWriter(root, _services.Settings.Media.Tolerate);
            return options.DryRun
                ? await RehearseAsync(media, name, token)
                : await BackUpAsync(run, media, server, destination with { Lock = held }, name, options, token);
        }
        catch (Exception exception) when (exception is not ConfigurationException)
        {
            return new() { Outcome = SignalledRun.OutcomeOf(exception, token), Error = exception };
        }
    }

    private async Task<MediaBackupResult> BackUpAsync(
        SignalledRun run, MediaTarWriter media, string server, BackupDestination destination, string name, MediaBackupOptions options, CancellationToken token)
    {
        IReadOnlyList<string> tolerated = [];
        var end = await run.RunAsync(
            (Signal.PreMediaBackup, () => new PreMediaBackupContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, ServerName = server, Storage = destination.Storage,
            }),
            async cancellation =>
            {
                var (backup, dump) = await DumpAsync(run, media, server, destination, name, options, cancellation);
                tolerated = dump.Tolerated;
                return backup;
            },
            (Signal.PostMediaBackup, _ => new PostMediaBackupContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, ServerName = server, Storage = destination.Storage, Filename = name,
            }),
            (Signal.MediaBackupFailed, (exception, outcome) => new MediaBackupFailedContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, ServerName = server, Storage = destination.Storage, Exception = exception, Outcome = outcome,
            }),
            token);
        return new()
        {
            Filename = name, Backup = end.Value, Tolerated = tolerated,
            Outcome = end.Outcome, Error = end.Error, RunId = end.RunId, ReceiverFailures = end.ReceiverFailures,
        };
    }

    private async Task<(BackupManifest Backup, MediaDump Dump)> DumpAsync(
        SignalledRun run, MediaTarWriter media, string server, BackupDestination destination, string name, MediaBackupOptions options, CancellationToken token)
    {
        var progress = new ProgressReporter(options.Progress, "media");
        if (options.Progress is not null)
            progress.TotalKnown((await media.SurveyAsync(token)).TarBytes);
        MediaDump? dump = null;
        var backup = await destination.CommitAsync(
            new(UnfinishedRecord.CurrentFormatVersion, name, run.Id, BackupKind.Media, null, server, ToolVersion.Text),
            PayloadContent.Any,
            async (payload, cancellation) => dump = await media.WriteAsync(payload, cancellation),
            digest => new()
            {
                RunId = run.Id, Kind = BackupKind.Media, Name = name, Server = server, Connector = "tar",
                StartedAt = run.StartedAt, CompletedAt = _services.Clock.GetUtcNow(),
                StoredBytes = digest.StoredBytes, StoredSha256 = digest.StoredSha256,
                PayloadBytes = digest.PayloadBytes, PayloadSha256 = digest.PayloadSha256,
                Compression = Archives.Compression.NameOf(destination.Compression.Kind), Encryption = destination.Encryptor?.Name,
                Entries = dump!.Entries, Receivers = run.Receivers, Tool = ToolVersion.Text,
            },
            progress.Report,
            token);
        return (backup, dump!);
    }

    private static async Task<MediaBackupResult> RehearseAsync(MediaTarWriter media, string name, CancellationToken token)
    {
        await media.SurveyAsync(token);
        return new() { Outcome = RunOutcome.Succeeded, Filename = name };
    }

    private async Task<CleanupResult?> CleanUpAsync(MediaBackupResult result, MediaBackupOptions options, CancellationToken token) =>
        options.Clean && result.Outcome == RunOutcome.Succeeded
            ? await _cleanup.RunAsync(new() { ServerName = options.ServerName, Kind = BackupKind.Media, JustMade = [result.Filename!], DryRun = options.DryRun }, token)
            : null;

    private async Task<IReadOnlyList<ReceiverFailure>> PingAsync(MediaBackupResult result, MediaBackupOptions options) =>
        options is { DryRun: false, OutputPath: null } && result is { Outcome: RunOutcome.Succeeded, Cleanup: null or { Outcome: RunOutcome.Succeeded } }
            ? await DeadManSwitch.PingAsync(_services.Settings.Health, Signal.PostMediaBackup)
            : [];
}
