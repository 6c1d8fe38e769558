using System.Runtime.Versioning;
using DbBackup.Archives;

namespace DbBackup.Tests.Archives;

[UnsupportedOSPlatform("windows")]
public sealed class MediaTarRestorerTests : IDisposable
{
    private static readonly DateTime Time = new DateTime(2020, 2, 29, 23, 59, 59, DateTimeKind.Utc).AddTicks(7654321);
    private readonly MediaSandbox _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task An_empty_tar_creates_an_empty_folder()
    {
        Assert.Equal(new MediaExtraction(0, 0), await _box.RestoreAsync(new byte[1024]));
        Assert.Empty(Directory.GetFileSystemEntries(_box.Target));
    }

    [Fact]
    public async Task A_root_several_levels_below_what_exists_is_created()
    {
        MediaSandbox.Write(_box.InMedia("a/b"));
        await new MediaTarRestorer(_box.In("x/y/z/"), false).RestoreAsync(new MemoryStream(await _box.DumpAsync()), MediaSandbox.Token);
        Assert.Equal(TreeSnapshot.Of(_box.Media), TreeSnapshot.Of(_box.In("x/y/z")));
        Assert.Empty(_box.Leftovers());
    }

    [Fact]
    public async Task A_root_that_is_a_file_is_refused()
    {
        await File.WriteAllTextAsync(_box.Target, "file", MediaSandbox.Token);
        var error = await Assert.ThrowsAsync<BackupException>(() => _box.RestoreAsync(new byte[1024]));
        Assert.Contains("is a file", error.Message, StringComparison.Ordinal);
        Assert.Equal("file", await File.ReadAllTextAsync(_box.Target, MediaSandbox.Token));
    }

    [Fact]
    public async Task A_root_that_is_a_link_stays_one()
    {
        MediaSandbox.Write(_box.InMedia("a"));
        Directory.CreateDirectory(_box.In("elsewhere/real"));
        File.CreateSymbolicLink(_box.Target, "elsewhere/real");
        await _box.RestoreAsync(await _box.DumpAsync());
        Assert.Equal("elsewhere/real", new DirectoryInfo(_box.Target).LinkTarget);
        Assert.Equal(TreeSnapshot.Of(_box.Media), TreeSnapshot.Of(_box.In("elsewhere/real")));
        Assert.Empty(_box.Leftovers());
    }

    [Fact]
    public async Task Existing_files_and_links_are_kept_and_counted()
    {
        MediaSandbox.Write(_box.InMedia("d/a"), "new");
        MediaSandbox.Write(_box.InMedia("d/b"), "new");
        File.CreateSymbolicLink(_box.InMedia("l"), "new");
        MediaSandbox.Write(_box.InTarget("d/a"), "old");
        MediaSandbox.Write(_box.InTarget("d/mine"), "mine");
        File.CreateSymbolicLink(_box.InTarget("l"), "old");
        File.SetUnixFileMode(_box.InTarget("d"), (UnixFileMode)0b111_000_000);
        Directory.SetLastWriteTimeUtc(_box.InTarget("d"), Time);
        Directory.SetLastWriteTimeUtc(_box.Target, Time);

        Assert.Equal(new MediaExtraction(1, 2), await _box.RestoreAsync(await _box.DumpAsync()));
        Assert.Equal("old", File.ReadAllText(_box.InTarget("d/a")));
        Assert.Equal("new", File.ReadAllText(_box.InTarget("d/b")));
        Assert.Equal("mine", File.ReadAllText(_box.InTarget("d/mine")));
        Assert.Equal("old", new FileInfo(_box.InTarget("l")).LinkTarget);
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(_box.InTarget("d")));
        Assert.Equal((Time, Time), (Directory.GetLastWriteTimeUtc(_box.InTarget("d")), Directory.GetLastWriteTimeUtc(_box.Target)));
    }

    [Fact]
    public async Task Replace_gives_existing_files_links_and_folders_the_stored_state_and_leaves_others_alone()
    {
        MediaSandbox.Write(_box.InMedia("d/a"), "new");
        File.SetUnixFileMode(_box.InMedia("d/a"), (UnixFileMode)0b110_100_000);
        File.SetLastWriteTimeUtc(_box.InMedia("d/a"), Time);
        File.CreateSymbolicLink(_box.InMedia("l"), "new");
        MediaSandbox.Write(_box.InMedia("was-link"), "file");
        File.CreateSymbolicLink(_box.InMedia("was-file"), "link");
        File.SetUnixFileMode(_box.InMedia("d"), (UnixFileMode)0b111_101_000);
        Directory.SetLastWriteTimeUtc(_box.InMedia("d"), Time);

        MediaSandbox.Write(_box.InTarget("d/a"), "old");
        MediaSandbox.Write(_box.In("victim"), "victim");
        File.CreateSymbolicLink(_box.InTarget("l"), _box.In("victim"));
        File.CreateSymbolicLink(_box.InTarget("was-link"), _box.In("victim"));
        MediaSandbox.Write(_box.InTarget("was-file"), "old");

        Assert.Equal(new MediaExtraction(4, 0), await _box.RestoreAsync(await _box.DumpAsync(), replace: true));
        Assert.Equal(TreeSnapshot.Of(_box.Media), TreeSnapshot.Of(_box.Target));
        Assert.Equal("victim", File.ReadAllText(_box.In("victim")));

        MediaSandbox.Write(_box.InTarget("mine"), "mine");
        await _box.RestoreAsync(await _box.DumpAsync(), replace: true);
        Assert.Equal("mine", File.ReadAllText(_box.InTarget("mine")));
        Assert.Empty(_box.Leftovers());
    }

    [Fact]
    public async Task A_replaced_file_is_never_missing_and_an_open_one_stays_readable()
    {
        MediaSandbox.Write(_box.InMedia("f"), "new");
        MediaSandbox.Write(_box.InTarget("f"), "old");
        using var reader = new StreamReader(_box.InTarget("f"));
        using var stop = new CancellationTokenSource();
        var missing = 0;
        var watcher = Task.Run(() => { while (!stop.IsCancellationRequested) if (!File.Exists(_box.InTarget("f"))) Interlocked.Increment(ref missing); }, MediaSandbox.Token);
        var tar = await _box.DumpAsync();
        for (var i = 0; i < 20; i++)
            await _box.RestoreAsync(tar, replace: true);
        await stop.CancelAsync();
        await watcher;
        Assert.Equal(0, missing);
        Assert.Equal("old", await reader.ReadToEndAsync(MediaSandbox.Token));
    }

    [Fact]
    public async Task Special_mode_bits_are_not_restored()
    {
        MediaSandbox.Write(_box.InMedia("d/f"));
        File.SetUnixFileMode(_box.InMedia("d/f"), UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_box.InMedia("d"), UnixFileMode.StickyBit | (UnixFileMode)0b111_111_111);
        await _box.RestoreAsync(await _box.DumpAsync());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, File.GetUnixFileMode(_box.InTarget("d/f")));
        Assert.Equal((UnixFileMode)0b111_111_111, File.GetUnixFileMode(_box.InTarget("d")));
    }

    [Fact]
    public async Task Folders_that_forbid_writing_are_restored_with_what_is_in_them()
    {
        MediaSandbox.Write(_box.InMedia("d/e/f"));
        foreach (var folder in new[] { "d/e", "d" })
        {
            File.SetUnixFileMode(_box.InMedia(folder), (UnixFileMode)0b101_000_000);
            Directory.SetLastWriteTimeUtc(_box.InMedia(folder), Time);
        }
        await _box.RestoreAsync(await _box.DumpAsync());
        Assert.Equal(TreeSnapshot.Of(_box.Media), TreeSnapshot.Of(_box.Target));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_where_a_file_should_be_is_a_conflict(bool replace)
    {
        MediaSandbox.Write(_box.InMedia("a/new"));
        MediaSandbox.Write(_box.InMedia("x"));
        Directory.CreateDirectory(_box.InTarget("x"));
        await ConflictsAsync("'x' is a file in the archive and a folder in the media folder", replace);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_where_a_folder_should_be_is_a_conflict(bool replace)
    {
        MediaSandbox.Write(_box.InMedia("a/new"));
        Directory.CreateDirectory(_box.InMedia("d/x"));
        MediaSandbox.Write(_box.InTarget("d/x"));
        await ConflictsAsync("'d/x' is a folder in the archive and a file in the media folder", replace);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_where_a_folder_should_be_is_not_followed(bool replace)
    {
        Directory.CreateDirectory(_box.In("outside"));
        MediaSandbox.Write(_box.InMedia("d/x/f"));
        Directory.CreateDirectory(_box.InTarget("d"));
        File.CreateSymbolicLink(_box.InTarget("d/x"), _box.In("outside"));
        await ConflictsAsync("'d/x' is a folder in the archive and a link in the media folder", replace);
        Assert.Empty(Directory.GetFileSystemEntries(_box.In("outside")));
    }

    private async Task ConflictsAsync(string message, bool replace)
    {
        var before = TreeSnapshot.Of(_box.Target, withRoot: true);
        var tar = await _box.DumpAsync();
        var error = await Assert.ThrowsAsync<BackupException>(() => _box.RestoreAsync(tar, replace));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, TreeSnapshot.Of(_box.Target, withRoot: true));
        Assert.Empty(_box.Leftovers());
    }

    [Fact]
    public async Task The_source_is_read_to_its_end_before_anything_changes()
    {
        MediaSandbox.Write(_box.InMedia("f"));
        byte[] tar = [.. await _box.DumpAsync(), .. new byte[100_000]];
        var source = new MemoryStream(tar);
        await _box.RestoreAsync(new HookStream(source, _ => Assert.False(Path.Exists(_box.InTarget("f")))), MediaSandbox.Token);
        Assert.Equal(tar.Length, source.Position);
        Assert.True(File.Exists(_box.InTarget("f")));
    }

    [Fact]
    public async Task Unpacked_files_are_private_until_they_are_in_place()
    {
        MediaSandbox.Write(_box.InMedia("f"));
        UnixFileMode? seen = null;
        await _box.RestoreAsync(await _box.DumpAsync(), beforeMove: _ => seen = File.GetUnixFileMode(Assert.Single(_box.Leftovers())));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, seen);
    }
}
