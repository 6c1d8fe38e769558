using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

/// <summary>What goes wrong in a folder is one line that names it and says what to do, and leaves nothing.</summary>
public sealed class FileSystemStorageFaultTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_operation_fails_nothing_is_left(bool asynchronous)
    {
        for (var failing = 1; ; failing++)
        {
            FaultyFile? file = null;
            var storage = new FileSystemStorage(_folder.Path) { CreateFile = path => file = new FaultyFile(path, failing) };

            var thrown = await Record.ExceptionAsync(() => storage.WriteAsync("object", async (stream, token) =>
            {
                var block = new byte[700_000];
                for (var i = 0; i < 6; i++)
                    if (asynchronous)
                        await stream.WriteAsync(block, token);
                    else
                        stream.Write(block);
            }, Token));

            if (!file!.Failed)
            {
                Assert.Null(thrown);
                Assert.True(failing > 5, $"Only {failing - 1} operations were seen.");
                return;
            }
            AssertFull(thrown);
            Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        }
    }

    [Fact]
    public async Task A_full_disk_says_how_much_was_written_and_what_to_do()
    {
        var storage = new FileSystemStorage(_folder.Path) { CreateFile = path => new FaultyFile(path, failing: 3) };

        var thrown = await Record.ExceptionAsync(() => storage.WriteAsync("shop.tar", (stream, token) => stream.WriteAsync(new byte[5 * Megabyte], token).AsTask(), Token));

        AssertFull(thrown);
        Assert.Equal($"No space is left in folder {_folder.Path}: shop.tar stopped after 2,097,152 bytes. Free space, or set Storage:Path to another folder.", thrown!.Message);
    }

    [Fact]
    public async Task A_real_full_device_is_recognised()
    {
        var storage = new FileSystemStorage(_folder.Path)
        {
            CreateFile = path =>
            {
                File.WriteAllBytes(path, []);
                return new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            },
        };

        AssertFull(await Record.ExceptionAsync(() => storage.WriteAsync("object", (stream, token) => stream.WriteAsync(new byte[10], token).AsTask(), Token)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_callback_that_swallows_the_error_of_the_disk_does_not_get_half_an_object()
    {
        var storage = new FileSystemStorage(_folder.Path) { CreateFile = path => new FaultyFile(path, failing: 2) };

        AssertFull(await Record.ExceptionAsync(() => storage.WriteAsync("object", async (stream, token) =>
        {
            for (var i = 0; i < 4; i++)
                _ = await Record.ExceptionAsync(async () => await stream.WriteAsync(new byte[Megabyte], token));
        }, Token)));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_callback_that_wraps_the_error_of_the_disk_does_not_hide_it()
    {
        var storage = new FileSystemStorage(_folder.Path) { CreateFile = path => new FaultyFile(path, failing: 1) };

        AssertFull(await Record.ExceptionAsync(() => storage.WriteAsync("object", async (stream, token) =>
        {
            var error = await Record.ExceptionAsync(async () => await stream.WriteAsync(new byte[Megabyte], token));
            throw new InvalidDataException("The compressor failed.", error);
        }, Token)));
    }

    [Fact]
    public async Task A_write_that_the_callback_cancelled_by_itself_does_not_leave_a_hole()
    {
        var storage = new FileSystemStorage(_folder.Path);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.WriteAsync("object", async (stream, token) =>
        {
            _ = await Record.ExceptionAsync(async () => await stream.WriteAsync(new byte[Megabyte], new CancellationToken(canceled: true)));
            await stream.WriteAsync(new byte[Megabyte], token);
        }, Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_callback_that_ignores_its_token_is_stopped_by_its_stream()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var storage = new FileSystemStorage(_folder.Path);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.WriteAsync("object", async (stream, _) =>
        {
            await source.CancelAsync();
            for (; ; )
                stream.WriteByte(1);
        }, source.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Nothing_is_written_once_the_write_has_returned()
    {
        Stream? kept = null;
        var storage = new FileSystemStorage(_folder.Path);
        await storage.WriteAsync("object", (stream, token) => (kept = stream).WriteAsync(new byte[] { 1 }, token).AsTask(), Token);

        Assert.Throws<ObjectDisposedException>(() => kept!.WriteByte(2));
        Assert.Equal([1], await File.ReadAllBytesAsync(_folder.Combine("object"), Token));
    }

    [Fact]
    public async Task A_folder_below_a_file_is_named_together_with_the_file()
    {
        var file = _folder.Combine("file");
        await File.WriteAllTextAsync(file, "", Token);
        var storage = new FileSystemStorage(Path.Combine(file, "backups"));

        var thrown = await Assert.ThrowsAsync<BackupException>(() => storage.WriteAsync("object", (_, _) => Task.CompletedTask, Token));

        Assert.Equal($"Folder {file}/backups cannot be written to: {file} is a file. Let this user write to the folder, or set Storage:Path to another one.", thrown.Message);
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_an_error_and_no_empty_storage()
    {
        var file = _folder.Combine("backups");
        await File.WriteAllTextAsync(file, "", Token);
        var storage = new FileSystemStorage(file);

        await AssertOneLineAsync(async () => await storage.ListAsync(Token).ToListAsync(Token), file);
        await AssertOneLineAsync(() => storage.WriteAsync("object", (_, _) => Task.CompletedTask, Token), file);
        await AssertOneLineAsync(() => storage.OpenReadAsync("object", Token), file);
    }

    [Theory] // Where not even root may create a file.
    [InlineData("/proc/self")]
    [InlineData("/proc/self/backups")]
    [InlineData("/sys/kernel")]
    public async Task A_folder_that_cannot_be_written_to_is_named(string folder)
    {
        var called = false;
        var storage = new FileSystemStorage(folder);

        await AssertOneLineAsync(() => storage.WriteAsync("object", (_, _) => Task.FromResult(called = true), Token), $"Folder {folder} cannot be written to");

        Assert.False(called);
    }

    [Fact]
    public async Task An_existing_name_is_refused_before_anything_is_written()
    {
        var called = false;
        await File.WriteAllTextAsync(_folder.Combine("object"), "old", Token);
        var storage = new FileSystemStorage(_folder.Path);

        var thrown = await Assert.ThrowsAsync<BackupException>(() => storage.WriteAsync("object", (_, _) => Task.FromResult(called = true), Token));

        Assert.Equal($"object exists already in folder {_folder.Path}: nothing is overwritten. Choose another name.", thrown.Message);
        Assert.False(called);
    }

    [Fact]
    public async Task A_name_that_was_taken_meanwhile_is_refused_and_the_other_file_stays()
    {
        var storage = new FileSystemStorage(_folder.Path);

        var thrown = await Assert.ThrowsAsync<BackupException>(() => storage.WriteAsync("object", (_, token)
            => File.WriteAllTextAsync(_folder.Combine("object"), "other", token), Token));

        Assert.Contains("nothing is overwritten", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("other", await File.ReadAllTextAsync(_folder.Combine("object"), Token));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_folder_that_is_removed_while_an_object_is_written_is_an_error()
    {
        var folder = _folder.Combine("backups");
        var storage = new FileSystemStorage(folder);

        await AssertOneLineAsync(() => storage.WriteAsync("object", (_, token) => Task.Run(() => Directory.Delete(folder, recursive: true), token), Token), folder);

        Assert.False(Directory.Exists(folder));
    }

    public void Dispose() => _folder.Dispose();

    private void AssertFull(Exception? thrown)
    {
        var full = Assert.IsType<BackupException>(thrown);
        Assert.StartsWith($"No space is left in folder {_folder.Path}: ", full.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(full.InnerException);
    }

    private static async Task AssertOneLineAsync(Func<Task> act, string named)
    {
        var thrown = await Assert.ThrowsAsync<BackupException>(act);
        Assert.Contains(named, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
    }
}
