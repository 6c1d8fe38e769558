using DbBackup.Catalog;
using DbBackup.Cli;
using DbBackup.Commands;
using DbBackup.Connectors;
using DbBackup.Signals;
using DbBackup.Storage;
using DbBackup.Tests.Commands;

namespace DbBackup.Tests.Faults;

/// <summary>What must be true of a storage and of a run, whatever went wrong.</summary>
internal sealed class Aftermath
{
    private readonly Shop _shop;
    private readonly IBackupStorage _storage;
    private readonly IReadOnlyDictionary<string, byte[]> _before;

    private Aftermath(Shop shop, IBackupStorage storage, IReadOnlyDictionary<string, byte[]> before) => (_shop, _storage, _before) = (shop, storage, before);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Remembers what is there, and forgets the signals until now.</summary>
    /// <param name="shop">The application.</param>
    /// <param name="storage">The storage behind the one that goes wrong.</param>
    public static async Task<Aftermath> BeginAsync(Shop shop, IBackupStorage storage)
    {
        shop.Sent.Clear();
        return new(shop, storage, await ReadAsync(storage));
    }

    /// <summary>Everything visible is whole to its structure, and what was there is there with the same bytes, but for what might be deleted.</summary>
    /// <returns>The names of what is visible.</returns>
    public async Task<IReadOnlyList<string>> RequireWholeAsync(params IReadOnlyList<string> mayBeGone)
    {
        var listing = await new BackupCatalog(_storage).ReadAsync(Token);
        Assert.Empty(listing.Damaged);
        foreach (var backup in listing.Backups)
            await new BackupProof(_storage, _shop.Settings.Encryption).RequireWholeAsync(backup, CheckOf(backup), progress: null, Token);
        var now = await ReadAsync(_storage);
        foreach (var (name, bytes) in _before.Where(o => !IsMark(o.Key) && !mayBeGone.Any(gone => o.Key.StartsWith(gone, StringComparison.Ordinal))))
            Assert.Equal(bytes, Assert.Contains(name, now));
        Assert.Empty(Directory.Exists(_shop["staging"]) ? Directory.GetFileSystemEntries(_shop["staging"]) : []);
        return [.. listing.Backups.Select(b => b.Name)];
    }

    /// <summary>The run sent no signal or exactly one that ends it, and its exit code tells how that was.</summary>
    public void RequireToldOnce(RunResult result, Signal pre, Signal done, Signal failed)
    {
        var sent = _shop.Signals.Where(s => s is not Signal.SafetyBackupTaken).ToList();
        var succeeded = result.Outcome is RunOutcome.Succeeded;
        Assert.True(succeeded || result.Outcome is RunOutcome.Failed, $"{result.Outcome}");
        if (sent.Count > 0 || result.RunId is not null)
            Assert.Equal([pre, succeeded ? done : failed], sent);
        Assert.Equal(succeeded ? ExitCodes.Done : ExitCodes.Failed, ExitCodes.Of(result));
        Assert.Equal(succeeded, result.Error is null);
    }

    /// <summary>Nothing lies in the storage but whole backups and what was no backup before.</summary>
    public async Task RequireNoLeftoversAsync(params IReadOnlyList<string> foreign)
    {
        var backups = (await new BackupCatalog(_storage).ReadAsync(Token)).Backups;
        Assert.Equal(
            backups.SelectMany(b => new[] { b.Name, $"{b.Name}.manifest.json" }).Concat(foreign).Order(StringComparer.Ordinal),
            (await ReadAsync(_storage)).Keys.Order(StringComparer.Ordinal));
    }

    private static bool IsMark(string name) => name.EndsWith(".unfinished", StringComparison.Ordinal);

    private PayloadCheck CheckOf(BackupManifest backup) => backup.Kind is BackupKind.Media
        ? DbBackup.Archives.MediaTarCheck.RequireWholeAsync
        : SqlitePayload.Snapshot(_shop["staging"]);

    private static async Task<Dictionary<string, byte[]>> ReadAsync(IBackupStorage storage)
    {
        var objects = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var stored in await storage.ListAsync(Token).ToListAsync(Token))
        {
            await using var stream = await storage.OpenReadAsync(stored.Name, Token);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Token);
            objects[stored.Name] = bytes.ToArray();
        }
        return objects;
    }
}
