using System.Runtime.Versioning;
using DbBackup.Archives;

namespace DbBackup.Tests.Archives;

/// <summary>Whatever fails, and whenever: the media folder is as it was, to the time of its folders, and nothing is left beside it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MediaRestoreFailureTests : IDisposable
{
    private readonly MediaSandbox _box = new();

    public MediaRestoreFailureTests()
    {
        MediaSandbox.Write(_box.InMedia("both/new"), "new");
        MediaSandbox.Write(_box.InMedia("both/replaced"), "new");
        MediaSandbox.Write(_box.InMedia("both/deep/replaced"), "new");
        MediaSandbox.Write(_box.InMedia("fresh/a/b/c"), new string('c', 3000));
        MediaSandbox.Write(_box.InMedia("top"), "new");
        Directory.CreateDirectory(_box.InMedia("fresh/empty"));
        File.CreateSymbolicLink(_box.InMedia("both/link"), "new");
        File.SetUnixFileMode(_box.InMedia("fresh"), (UnixFileMode)0b101_101_101);
        File.SetUnixFileMode(_box.InMedia("both"), (UnixFileMode)0b111_111_000);

        MediaSandbox.Write(_box.InTarget("both/replaced"), "old");
        MediaSandbox.Write(_box.InTarget("both/deep/replaced"), "old");
        MediaSandbox.Write(_box.InTarget("both/mine"), "mine");
        File.CreateSymbolicLink(_box.InTarget("both/link"), "old");
        MediaSandbox.Write(_box.InTarget("top"), "old");
        foreach (var path in Directory.GetFileSystemEntries(_box.In("target"), "*", SearchOption.AllDirectories).Append(_box.Target))
            File.SetLastWriteTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task The_source_fails_at_any_read(bool replace) => AtAnyReadAsync(replace, (_, n) => throw new InvalidDataException($"read {n}"), typeof(InvalidDataException));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task It_is_cancelled_at_any_read(bool replace) => AtAnyReadAsync(replace, (cancel, _) => cancel.Cancel(), typeof(OperationCanceledException));

    private async Task AtAnyReadAsync(bool replace, Action<CancellationTokenSource, int> happen, Type expected)
    {
        var tar = await _box.DumpAsync();
        await AtAnyMomentAsync(expected, 20, (cancel, n) => _box.RestoreAsync(
            new HookStream(new MemoryStream(tar), call => { if (call == n) happen(cancel, n); }, chunk: 400), cancel.Token, replace));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_rename_fails_at_any_file(bool replace) => AtAnyMoveAsync(replace, (_, path) => File.Delete(UnpackedPath(path)), _ => new DirectoryInfo(UnpackedPath("fresh")).Delete(true), typeof(BackupException));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task It_is_cancelled_at_any_file(bool replace) => AtAnyMoveAsync(replace, (cancel, _) => cancel.Cancel(), cancel => cancel.Cancel(), typeof(OperationCanceledException));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Anything_at_all_is_thrown_at_any_file(bool replace) =>
        AtAnyMoveAsync(replace, (_, path) => throw new InvalidTimeZoneException(path), _ => throw new InvalidTimeZoneException(), typeof(InvalidTimeZoneException));

    private async Task AtAnyMoveAsync(bool replace, Action<CancellationTokenSource, string> atFile, Action<CancellationTokenSource> atFolder, Type expected)
    {
        var tar = await _box.DumpAsync();
        await AtAnyMomentAsync(expected, 2, (cancel, n) =>
        {
            var calls = 0;
            return _box.RestoreAsync(new MemoryStream(tar), cancel.Token, replace, path =>
            {
                if (++calls != n)
                    return;
                if (path == "fresh")
                    atFolder(cancel);
                else
                    atFile(cancel, path);
            });
        });
    }

    private string UnpackedPath(string path) => Path.Join(Assert.Single(_box.Leftovers()), "new", path);

    /// <summary>Lets the n-th moment go wrong for every n, until there is no such moment.</summary>
    private async Task AtAnyMomentAsync(Type expected, int atLeast, Func<CancellationTokenSource, int, Task> restore)
    {
        var before = TreeSnapshot.Of(_box.Target, withRoot: true);
        for (var n = 1; ; n++)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(MediaSandbox.Token);
            var failure = await Record.ExceptionAsync(() => restore(cancel, n));
            Assert.Empty(_box.Leftovers());
            if (failure is null && !cancel.IsCancellationRequested)
            {
                Assert.True(n > atLeast, $"only {n - 1} moments");
                Assert.NotEqual(before, TreeSnapshot.Of(_box.Target, withRoot: true));
                return;
            }
            if (failure is not null)
                Assert.IsAssignableFrom(expected, failure);
            Assert.Equal(before, TreeSnapshot.Of(_box.Target, withRoot: true));
        }
    }

    [Fact]
    public async Task Removing_what_was_unpacked_does_not_reach_through_links()
    {
        MediaSandbox.Write(_box.In("outside/deep/f"));
        File.CreateSymbolicLink(_box.InMedia("fresh-link"), _box.In("outside"));
        var before = TreeSnapshot.Of(_box.In("outside"), withRoot: true);
        var tar = await _box.DumpAsync();
        await Assert.ThrowsAsync<DamagedBackupException>(() => _box.RestoreAsync(tar[..^512]));
        Assert.Empty(_box.Leftovers());
        Assert.Equal(before, TreeSnapshot.Of(_box.In("outside"), withRoot: true));
    }

    [Fact]
    public async Task A_root_that_did_not_exist_does_not_exist_afterwards()
    {
        var tar = await _box.DumpAsync();
        var restorer = new MediaTarRestorer(_box.In("x/y"), false) { BeforeMove = path => { if (path == "top") throw new InvalidTimeZoneException(); } };
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => restorer.RestoreAsync(new MemoryStream(tar), MediaSandbox.Token));
        Assert.False(Path.Exists(_box.In("x")));
        Assert.Empty(_box.Leftovers());
    }

    [Fact]
    public async Task A_file_that_comes_into_being_meanwhile_is_not_overwritten()
    {
        var tar = await _box.DumpAsync();
        var error = await Assert.ThrowsAsync<BackupException>(() => _box.RestoreAsync(tar, beforeMove: path =>
        {
            if (path == "both/new")
                File.WriteAllText(_box.InTarget("both/new"), "uploaded");
        }));
        Assert.Contains("'both/new' cannot be restored", error.Message, StringComparison.Ordinal);
        Assert.Equal("uploaded", await File.ReadAllTextAsync(_box.InTarget("both/new"), MediaSandbox.Token));
    }

    [Fact]
    public async Task A_folder_that_becomes_a_link_meanwhile_is_not_followed()
    {
        var tar = await _box.DumpAsync();
        Directory.CreateDirectory(_box.In("outside"));
        await Assert.ThrowsAsync<BackupException>(() => _box.RestoreAsync(tar, beforeMove: path =>
        {
            if (path != "both/deep/replaced" && path != "both/new")
                return;
            Directory.Move(_box.InTarget("both"), _box.In("moved"));
            File.CreateSymbolicLink(_box.InTarget("both"), _box.In("outside"));
        }));
        Assert.Empty(Directory.GetFileSystemEntries(_box.In("outside")));
    }

    [Fact]
    public async Task What_cannot_be_put_back_is_said_and_its_old_version_kept()
    {
        var tar = await _box.DumpAsync();
        var error = await Assert.ThrowsAsync<BackupException>(() => _box.RestoreAsync(tar, replace: true, beforeMove: path =>
        {
            if (path != "top")
                return;
            File.Delete(_box.InTarget("both/replaced"));
            Directory.CreateDirectory(_box.InTarget("both/replaced/in the way"));
            throw new InvalidTimeZoneException("boom");
        }));
        Assert.Contains("could not be put back, first 'both/replaced'", error.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidTimeZoneException>(error.InnerException);
        var staging = Assert.Single(_box.Leftovers());
        Assert.Contains(Directory.GetFiles(Path.Join(staging, "old")), file => File.ReadAllText(file) == "old");
        Assert.Equal("old", File.ReadAllText(_box.InTarget("both/deep/replaced")));
    }
}
