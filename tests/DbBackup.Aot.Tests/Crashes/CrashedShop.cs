using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace DbBackup.Aot.Tests.Crashes;

/// <summary>A copy of the <see cref="CrashScene"/> in which one run is killed, and what must be true of it afterwards.</summary>
internal sealed class CrashedShop : IDisposable
{
    private static readonly string[] MediaFiles = ["big.bin", Path.Combine("größe", "ä.txt"), "later.bin", "link"];

    private readonly Program _tool;
    private readonly Dictionary<string, string> _backups, _media;
    private readonly string _storedRows, _rows;

    public CrashedShop(Program tool, string folder, string storedRows)
    {
        (_tool, Folder, _storedRows) = (tool, folder, storedRows);
        _backups = Folders.Contents(this["backups"]);
        _media = Folders.Contents(this["media"]);
        _rows = RowsAndIntegrity();
    }

    public string Folder { get; }

    private string this[string name] => Path.Combine(Folder, name);

    /// <summary>Nothing visible is damaged, nothing earlier is lost, what was to be restored is old or new, and the next run leaves nothing of this one.</summary>
    /// <returns>Whether the killed run had done already what it was to do.</returns>
    public async Task<bool> RequireUnharmedAsync(string verb)
    {
        var isDone = await RequireWholeAsync(verb);
        await RequireTheNextRunAsync(verb);
        return isDone;
    }

    /// <summary>Nothing visible is damaged, nothing earlier is lost, and what was to be restored is old or new.</summary>
    public async Task<bool> RequireWholeAsync(string verb)
    {
        var visible = await ListAsync();
        var now = Folders.Contents(this["backups"]);
        foreach (var name in visible.Where(n => !IsAsItWas(n, now) || !IsAsItWas($"{n}.manifest.json", now)))
            await RunAsync($"verify {name}");
        Assert.All(_backups.Where(b => b.Key[0] != '.' && !(verb.StartsWith("cleanup", StringComparison.Ordinal) && b.Key.StartsWith("old.", StringComparison.Ordinal))),
            earlier => Assert.Equal(earlier.Value, now.GetValueOrDefault(earlier.Key)));
        var (isRestored, areMediaRestored) = (RequireOldOrNewDatabase(verb), RequireOldOrNewMedia(verb));
        return verb.Split(' ')[0] switch
        {
            "restore" => isRestored,
            "media-restore" => areMediaRestored,
            "cleanup" => visible.Length == 2,
            _ => visible.Length == 5,
        };
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private bool IsAsItWas(string name, Dictionary<string, string> now) => _backups.TryGetValue(name, out var earlier) && now.GetValueOrDefault(name) == earlier;

    private async Task RequireTheNextRunAsync(string verb)
    {
        await RunAsync(verb);
        if (verb.StartsWith("cleanup", StringComparison.Ordinal)) // What it left of a backup the next one of the same database removes.
        {
            await RunAsync("backup");
            await RunAsync("media-backup");
        }
        Assert.True(await RequireWholeAsync(verb) || verb.StartsWith("cleanup", StringComparison.Ordinal) || verb.EndsWith("backup", StringComparison.Ordinal));
        RequireNoLeftovers(await ListAsync());
    }

    private void RequireNoLeftovers(string[] visible)
    {
        var names = Folders.Contents(this["backups"]).Keys.Where(n => !n.EndsWith(".lock", StringComparison.Ordinal) && !n.EndsWith(".verified.json", StringComparison.Ordinal));
        Assert.Equal(visible.SelectMany(n => new[] { n, $"{n}.manifest.json" }).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(this["staging"]));
        Assert.Empty(Directory.GetFiles(this["data"], "*dbbackup*"));
        Assert.Empty(Directory.GetDirectories(Folder, ".dbbackup-restore-*", SearchOption.AllDirectories));
    }

    private bool RequireOldOrNewDatabase(string verb)
    {
        var rows = RowsAndIntegrity();
        var isRestored = verb.StartsWith("restore", StringComparison.Ordinal) && rows != _rows;
        Assert.Equal(isRestored ? _storedRows : _rows, rows);
        return isRestored;
    }

    private bool RequireOldOrNewMedia(string verb)
    {
        var now = Folders.Contents(this["media"]).Where(f => !f.Key.StartsWith(".dbbackup-restore-", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        if (!verb.StartsWith("media-restore", StringComparison.Ordinal))
        {
            Assert.Equal(_media, now);
            return false;
        }
        Assert.Empty(now.Keys.Except(MediaFiles));
        Assert.Equal(_media["later.bin"], now["later.bin"]);
        Assert.Equal("big.bin", now["link"]);
        var text = now[Path.Combine("größe", "ä.txt")];
        Assert.True(text == _media[Path.Combine("größe", "ä.txt")] || text == StoredText, text);
        Assert.True(!now.TryGetValue("big.bin", out var big) || big == StoredBig, big);
        return text == StoredText && big == StoredBig;
    }

    private static string StoredText => Hash("Grüße"u8);

    private static string StoredBig => Hash([.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 3))]);

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes));

    // A copy is asked: to open the database is to mend it, and that is the next run's business.
    private string RowsAndIntegrity()
    {
        var copy = this["look"];
        Folders.Copy(this["data"], copy);
        Assert.Equal("ok", Data.Ask(Path.Combine(copy, "shop.db"), "PRAGMA integrity_check", SqliteOpenMode.ReadWrite));
        var rows = Data.Rows(Path.Combine(copy, "shop.db"));
        Directory.Delete(copy, recursive: true);
        return rows;
    }

    private async Task<string[]> ListAsync() =>
        [.. JsonDocument.Parse(await RunAsync("list --json")).RootElement.EnumerateArray().Select(backup => backup.GetProperty("name").GetString()!)];

    private async Task<string> RunAsync(string arguments) => (await _tool.RunAsync(Folder, arguments, isAlone: true)).Succeeded();
}
