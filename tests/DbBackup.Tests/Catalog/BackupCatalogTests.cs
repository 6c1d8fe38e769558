using DbBackup.Catalog;
using DbBackup.Storage;

namespace DbBackup.Tests.Catalog;

public sealed class BackupCatalogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly InMemoryStorage _storage = new();
    private readonly BackupCatalog _catalog;

    public BackupCatalogTests() => _catalog = new(_storage);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_is_so_by_its_manifest_and_not_by_its_name()
    {
        await AddAsync(Manifests.Database("a", Noon.AddHours(2)));
        await AddAsync(Manifests.Database("z", Noon));
        await AddAsync(Manifests.Database("m", Noon.AddHours(1)));
        Assert.Equal("a", (await _catalog.NewestAsync(BackupKind.Database, "default", null, Token)).Name);
        Assert.Equal(["a", "m", "z"], (await _catalog.ReadAsync(Token)).Backups.Select(b => b.Name));
    }

    [Fact]
    public async Task Of_two_in_the_same_instant_the_later_run_is_newer()
    {
        await AddAsync(Manifests.Database("b", Noon) with { RunId = "01A" });
        await AddAsync(Manifests.Database("a", Noon) with { RunId = "01B" });
        Assert.Equal("a", (await _catalog.NewestAsync(BackupKind.Database, "default", null, Token)).Name);
    }

    [Fact]
    public async Task Database_kind_and_server_select()
    {
        await AddAsync(Manifests.Database("mine", Noon));
        await AddAsync(Manifests.Database("orders", Noon.AddHours(1), "orders"));
        await AddAsync(Manifests.Database("other", Noon.AddHours(2), server: "web02"));
        await AddAsync(Manifests.Media("media", Noon.AddHours(3)));
        Assert.Equal("other", (await _catalog.NewestAsync(BackupKind.Database, "default", null, Token)).Name);
        Assert.Equal("mine", (await _catalog.NewestAsync(BackupKind.Database, "default", "web01", Token)).Name);
        Assert.Equal("media", (await _catalog.NewestAsync(BackupKind.Media, null, null, Token)).Name);
        var error = await Assert.ThrowsAsync<BackupException>(() => _catalog.NewestAsync(BackupKind.Database, "default", "web03", Token));
        Assert.Contains("web02", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_without_a_manifest_are_no_backup()
    {
        await WriteAsync("orphan", "bytes");
        Assert.Empty((await _catalog.ReadAsync(Token)).Backups);
        var error = await Assert.ThrowsAsync<BackupException>(() => _catalog.FindAsync("orphan", Token));
        Assert.Contains("has no manifest", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<BackupException>(() => _catalog.FindAsync("missing", Token));
        Assert.Contains("There is no backup missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_manifest_hides_nothing_and_stops_the_search_for_the_newest()
    {
        await AddAsync(Manifests.Database("good", Noon));
        await WriteAsync("bad.manifest.json", "{");
        var listing = await _catalog.ReadAsync(Token);
        Assert.Equal("good", Assert.Single(listing.Backups).Name);
        Assert.Contains("bad.manifest.json", Assert.Single(listing.Damaged).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DamagedBackupException>(() => _catalog.NewestAsync(BackupKind.Database, "default", null, Token));
        Assert.Equal("good", (await _catalog.FindAsync("good", Token)).Name);
    }

    [Fact]
    public async Task A_manifest_whose_bytes_are_gone_or_cut_is_damage()
    {
        await AddAsync(Manifests.Database("good", Noon));
        await AddAsync(Manifests.Database("gone", Noon));
        await _storage.DeleteAsync("gone", Token);
        await WriteAsync("cut", "only this");
        await _catalog.CommitAsync(Manifests.Database("cut", Noon), Token);
        var listing = await _catalog.ReadAsync(Token);
        Assert.Equal("good", Assert.Single(listing.Backups).Name);
        Assert.Equal(["cut has 9 bytes", "gone is gone, a"], listing.Damaged.Select(d => d.Message[..15]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_manifest_of_another_backup_is_refused()
    {
        await WriteAsync("a.manifest.json", System.Text.Encoding.UTF8.GetString(ManifestFormat.Write(Manifests.Database("b", Noon))));
        await Assert.ThrowsAsync<DamagedBackupException>(() => _catalog.FindAsync("a", Token));
    }

    [Fact]
    public async Task A_backup_that_is_deleted_while_it_is_listed_is_left_out()
    {
        await AddAsync(Manifests.Database("a", Noon));
        await AddAsync(Manifests.Database("b", Noon));
        var listing = await new BackupCatalog(new VanishingStorage(_storage, "a.manifest.json")).ReadAsync(Token);
        Assert.Equal("b", Assert.Single(listing.Backups).Name);
    }

    [Fact]
    public async Task A_deleted_backup_leaves_nothing()
    {
        var backup = Manifests.Database("a", Noon);
        await AddAsync(backup);
        await WriteAsync("foreign", "stays");
        await _catalog.DeleteAsync(backup, Token);
        Assert.Equal(["foreign"], await _storage.ListAsync(Token).Select(o => o.Name).ToListAsync(Token));
    }

    /// <summary>A storage from which somebody else deletes an object just before it is opened.</summary>
    private sealed class VanishingStorage(InMemoryStorage inner, string vanishing) : IBackupStorage
    {
        public string Description => inner.Description;

        public Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token) => inner.WriteAsync(name, write, token);

        public async Task<Stream> OpenReadAsync(string name, CancellationToken token)
        {
            if (name == vanishing)
                await inner.DeleteAsync(name, token);
            return await inner.OpenReadAsync(name, token);
        }

        public IAsyncEnumerable<StoredObject> ListAsync(CancellationToken token) => inner.ListAsync(token);

        public Task<bool> DeleteAsync(string name, CancellationToken token) => inner.DeleteAsync(name, token);

        public Task<bool> ExistsAsync(string name, CancellationToken token) => inner.ExistsAsync(name, token);
    }

    private async Task AddAsync(BackupManifest manifest)
    {
        await WriteAsync(manifest.Name, new string('x', (int)manifest.StoredBytes));
        await _catalog.CommitAsync(manifest, Token);
    }

    private Task WriteAsync(string name, string text) =>
        _storage.WriteAsync(name, async (stream, token) => await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), token), Token);
}
