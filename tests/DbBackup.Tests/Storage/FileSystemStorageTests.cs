using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

/// <summary>What is seen, left alone and cleaned up in the folder.</summary>
public sealed class FileSystemStorageTests : IDisposable
{
    private const string Leftover = ".object.0123456789abcdef.tmp";

    private readonly TemporaryFolder _folder = new();
    private readonly FileSystemStorage _storage;

    public FileSystemStorageTests() => _storage = new FileSystemStorage(_folder.Path);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_folder_is_an_empty_storage_and_is_not_made_by_looking()
    {
        var folder = _folder.Combine("missing");
        var storage = new FileSystemStorage(folder);

        Assert.Empty(await storage.ListAsync(Token).ToListAsync(Token));
        Assert.False(await storage.ExistsAsync("object", Token));
        Assert.False(await storage.DeleteAsync("object", Token));
        await Assert.ThrowsAsync<BackupException>(() => storage.OpenReadAsync("object", Token));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void The_description_is_the_full_path() =>
        Assert.Equal($"folder {Path.Combine(Directory.GetCurrentDirectory(), "backups")}", new FileSystemStorage("backups/").Description);

    [Fact]
    public async Task Only_regular_files_with_valid_names_are_objects()
    {
        await WriteAsync("object");
        Directory.CreateDirectory(_folder.Combine("folder"));
        File.CreateSymbolicLink(_folder.Combine("link"), _folder.Combine("object"));
        File.CreateSymbolicLink(_folder.Combine("dangling"), _folder.Combine("nowhere"));
        foreach (var foreign in (string[])["read me.txt", ".hidden", ".object.lock", "-x", "a%b"])
            await File.WriteAllTextAsync(_folder.Combine(foreign), "", Token);

        Assert.Equal([new StoredObject("object", 1)], await _storage.ListAsync(Token).ToListAsync(Token));
        foreach (var name in (string[])["folder", "link", "dangling"])
        {
            Assert.False(await _storage.ExistsAsync(name, Token));
            Assert.False(await _storage.DeleteAsync(name, Token));
            await Assert.ThrowsAsync<BackupException>(() => _storage.OpenReadAsync(name, Token));
            var taken = await Assert.ThrowsAsync<BackupException>(() => WriteAsync(name));
            Assert.Contains("nothing is overwritten", taken.Message, StringComparison.Ordinal);
        }
        Assert.Equal(9, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public async Task The_folder_may_be_a_symbolic_link()
    {
        var link = _folder.Combine("link");
        Directory.CreateDirectory(_folder.Combine("real"));
        File.CreateSymbolicLink(link, _folder.Combine("real"));
        var storage = new FileSystemStorage(link);

        await storage.WriteAsync("object", (stream, token) => stream.WriteAsync(new byte[] { 1 }, token).AsTask(), Token);

        Assert.True(File.Exists(_folder.Combine("real/object")));
        Assert.Equal(["object"], await storage.ListAsync(Token).Select(stored => stored.Name).ToListAsync(Token));
    }

    [Fact]
    public async Task A_write_leaves_the_object_and_nothing_else()
    {
        await WriteAsync("object");

        Assert.Equal([_folder.Combine("object")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Leftovers_of_killed_runs_are_removed_by_the_next_write()
    {
        await File.WriteAllTextAsync(_folder.Combine(Leftover), "half", Token);
        await File.WriteAllTextAsync(_folder.Combine(".a.b-c.tar.fedcba9876543210.tmp"), "half", Token);

        await WriteAsync("object");

        Assert.Equal([_folder.Combine("object")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(".object.tmp")]
    [InlineData(".object.0123456789abcdeX.tmp")]
    [InlineData(".object.0123456789ABCDEF.tmp")]
    [InlineData(".object.123456789abcdef.tmp")]
    [InlineData(".0123456789abcdef.tmp")]
    [InlineData("..0123456789abcdef.tmp")]
    [InlineData(".ob ject.0123456789abcdef.tmp")]
    [InlineData("object.0123456789abcdef.tmp")]
    [InlineData(".object.0123456789abcdef.lock")]
    public async Task A_file_that_only_looks_like_a_leftover_stays(string foreign)
    {
        await File.WriteAllTextAsync(_folder.Combine(foreign), "somebody's", Token);

        await WriteAsync("other");

        Assert.Equal("somebody's", await File.ReadAllTextAsync(_folder.Combine(foreign), Token));
    }

    [Fact]
    public async Task A_folder_or_a_link_that_is_named_like_a_leftover_stays()
    {
        var target = _folder.Combine("target");
        await File.WriteAllTextAsync(target, "", Token);
        File.CreateSymbolicLink(_folder.Combine(Leftover), target);
        Directory.CreateDirectory(_folder.Combine(".folder.0123456789abcdef.tmp"));

        await WriteAsync("other");

        Assert.Equal(4, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public async Task A_write_under_way_is_not_taken_for_a_leftover()
    {
        await _storage.WriteAsync("long", async (stream, token) =>
        {
            await new FileSystemStorage(_folder.Path).WriteAsync("short", (_, _) => Task.CompletedTask, token);
            await stream.WriteAsync(new byte[] { 1, 2 }, token);
        }, Token);

        Assert.Equal([1, 2], await File.ReadAllBytesAsync(_folder.Combine("long"), Token));
    }

    [Fact]
    public async Task A_temporary_file_stays_as_long_as_another_process_holds_it()
    {
        using (var other = await HoldingProcess.StartAsync("--shared", _folder.Combine(Leftover)))
        {
            await WriteAsync("first");
            Assert.True(File.Exists(_folder.Combine(Leftover)));
            await other.KillAsync();
        }

        await WriteAsync("second");
        Assert.False(File.Exists(_folder.Combine(Leftover)));
    }

    public void Dispose() => _folder.Dispose();

    private Task WriteAsync(string name) => _storage.WriteAsync(name, (stream, token) => stream.WriteAsync(new byte[] { 1 }, token).AsTask(), Token);
}
