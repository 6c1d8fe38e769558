using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Configuration;

namespace DbBackup.Commands;

/// <summary>Checks connections, rights and the storage, and says what a backup would refuse.</summary>
public sealed class CheckCommand
{
    private readonly CommandServices _services;

    internal CheckCommand(CommandServices services) => _services = services;

    /// <summary>Runs it. It writes a small object to the storage and deletes it again.</summary>
    /// <param name="options">What to check.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="ConfigurationException">A database is unknown.</exception>
    public async Task<CheckResult> RunAsync(CheckOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var findings = new List<CheckFinding>();
        var onlyMedia = _services.Settings is { Databases.Count: 0, Media.Path: not null } && options.Databases.Count == 0;
        foreach (var database in onlyMedia ? [] : _services.SelectDatabases(options.Databases))
            findings.Add(await CheckAsync($"database {database.Name}", () => InspectAsync(database, token), token));
        if (_services.Settings.Media.Path is not null && options.Databases.Count == 0)
            findings.Add(await CheckAsync("media", () => SurveyAsync(token), token));
        findings.Add(await CheckAsync("storage", () => TryStorageAsync(token), token));
        findings.Add(await CheckAsync("catalogue", () => ReadCatalogAsync(token), token));
        return new(findings);
    }

    private static async Task<CheckFinding> CheckAsync(string subject, Func<Task<string>> check, CancellationToken token)
    {
        try
        {
            return new(subject, true, await check());
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            return new(subject, false, WithoutSubject(subject, exception.Message));
        }
    }

    /// <summary>The subject stands before the message already, where the message itself begins with it.</summary>
    private static string WithoutSubject(string subject, string message) =>
        message.StartsWith($"{subject}: ", StringComparison.OrdinalIgnoreCase) ? message[(subject.Length + 2)..] : message;

    private async Task<string> InspectAsync(DatabaseSettings database, CancellationToken token)
    {
        var connector = _services.Connectors.Create(database);
        var found = await connector.InspectAsync(token);
        return found.Refusals.Count == 0
            ? $"{connector.Engine} {found.EngineVersion}, {connector.DatabaseName}, {found.Bytes:N0} bytes, connector {connector.Name}."
            : throw new BackupException(string.Join(" ", found.Refusals));
    }

    private async Task<string> SurveyAsync(CancellationToken token)
    {
        var root = _services.MediaFolder();
        var found = await new MediaTarWriter(root, _services.Settings.Media.Tolerate).SurveyAsync(token);
        return $"{root}, {found.Entries:N0} {(found.Entries == 1 ? "entry" : "entries")}, {found.FileBytes:N0} bytes.";
    }

    private async Task<string> TryStorageAsync(CancellationToken token)
    {
        var storage = _services.Storage;
        var probe = $"check-{RunId.New(_services.Clock.GetUtcNow())}";
        await storage.WriteAsync(probe, async (stream, cancellation) => await stream.WriteAsync("check"u8.ToArray(), cancellation), token);
        await storage.DeleteAsync(probe, CancellationToken.None);
        return $"{storage.Description} can be written, read and deleted from.";
    }

    private async Task<string> ReadCatalogAsync(CancellationToken token)
    {
        var backups = (await new BackupCatalog(_services.Storage).ReadAsync(token)).EnsureWhole();
        return backups is [var newest, ..] ? $"{backups.Count:N0} {(backups.Count == 1 ? "backup" : "backups")}, the newest {newest.Name}." : "No backup yet.";
    }
}
