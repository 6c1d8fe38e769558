using System.Runtime.InteropServices;
using DbBackup.Storage;
using Microsoft.Win32.SafeHandles;

namespace DbBackup.Tests.Storage;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Of_many_that_move_to_one_name_exactly_one_succeeds()
    {
        for (var round = 0; round < 50; round++)
        {
            var target = _folder.Combine($"target{round}");
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            {
                var source = _folder.Combine($"source{number}");
                File.WriteAllText(source, $"{number}");
                return Record.Exception(() => DurableFile.MoveWithoutOverwriting(source, target));
            })));

            var winner = Assert.Single(Enumerable.Range(0, 8), number => outcomes[number] is null);
            Assert.Equal($"{winner}", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
            Assert.All(outcomes.OfType<Exception>(), outcome => Assert.IsType<IOException>(outcome));
        }
    }

    [Fact]
    public void A_file_that_exists_is_not_created_and_stays()
    {
        File.WriteAllText(_folder.Combine("file"), "old");

        Assert.ThrowsAny<IOException>(() => DurableFile.CreateNew(_folder.Combine("file")));
        Assert.Equal("old", File.ReadAllText(_folder.Combine("file")));
    }

    [Fact]
    public void While_a_file_is_open_others_read_it_and_do_not_write_it()
    {
        using var file = DurableFile.CreateNew(_folder.Combine("file"));
        file.Write([1, 2, 3]);
        DurableFile.Sync(file);
        DurableFile.SyncDirectory(_folder.Path);

        using (var reader = new FileStream(_folder.Combine("file"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            Assert.Equal(3, reader.Read(new byte[10]));
        Assert.ThrowsAny<IOException>(() => new FileStream(_folder.Combine("file"), FileMode.Open, FileAccess.Write, FileShare.None));
    }

    [Fact]
    public void A_folder_that_is_missing_cannot_be_synced() => Assert.Throws<FileNotFoundException>(() => DurableFile.SyncDirectory(_folder.Combine("missing")));

    [Fact]
    public void An_error_of_fsync_is_not_lost()
    {
        // A descriptor that is good for nothing but its path: fsync of it fails, as it does on a disk that fails.
        using var handle = new SafeFileHandle(Open(_folder.Path, OnlyPath), ownsHandle: true);
        Assert.False(handle.IsInvalid);

        Assert.Throws<IOException>(() => UnixFileSystem.Sync(handle, _folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private const int OnlyPath = 0x200000; // O_PATH

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint Open(string path, int flags);
}
