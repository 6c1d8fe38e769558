using System.Runtime.Versioning;
using DbBackup.Archives;

namespace DbBackup.Tests.Archives;

[UnsupportedOSPlatform("windows")]
public sealed class MediaStagingTests : IDisposable
{
    private readonly MediaSandbox _box = new();

    public void Dispose() => _box.Dispose();

    private static string NewName() => ".dbbackup-restore-" + Guid.NewGuid().ToString("N");

    private static string Leftover(string place, string lockText, string file)
    {
        var folder = Path.Join(place, NewName());
        MediaSandbox.Write(Path.Join(folder, file));
        File.WriteAllText(Path.Join(folder, "lock"), lockText);
        return folder;
    }

    private Task<MediaExtraction> RestoreNothingAsync() => _box.RestoreAsync(new byte[1024]);

    [Fact]
    public async Task Leftovers_of_killed_runs_are_removed_beside_the_root_and_in_it()
    {
        Directory.CreateDirectory(_box.Target);
        var beside = Leftover(_box.In(""), _box.Target, "new/a/b");
        var inside = Leftover(_box.Target, _box.Target, "new/a");
        var young = Directory.CreateDirectory(_box.In(NewName())).FullName;
        File.SetUnixFileMode(Path.Join(beside, "new/a"), UnixFileMode.None);
        await RestoreNothingAsync();
        Assert.All([beside, inside, young], folder => Assert.False(Path.Exists(folder)));
    }

    [Fact]
    public async Task The_staging_folder_of_a_live_run_is_left_alone()
    {
        Directory.CreateDirectory(_box.Target);
        using var live = MediaStaging.Create(_box.Target);
        await RestoreNothingAsync();
        Assert.Equal([live.FullPath], _box.Leftovers());
    }

    [Fact]
    public async Task Staging_folders_of_other_roots_and_folders_that_only_look_alike_are_left_alone()
    {
        string[] others =
        [
            Leftover(_box.In(""), _box.In("another"), "new/a"),
            Path.GetDirectoryName(Leftover(_box.In(".dbbackup-restore-notes"), "", "new/a"))!,
            _box.In(NewName()),
        ];
        MediaSandbox.Write(Path.Join(others[2], "no lock, but a file"));
        await RestoreNothingAsync();
        Assert.All(others, folder => Assert.True(Directory.Exists(folder)));
    }

    [Fact]
    public async Task Old_versions_of_a_killed_run_stay_until_a_run_has_succeeded()
    {
        var leftover = Leftover(_box.In(""), _box.Target, "old/0");
        await Assert.ThrowsAsync<DamagedBackupException>(() => _box.RestoreAsync([]));
        Assert.True(File.Exists(Path.Join(leftover, "old/0")));
        await RestoreNothingAsync();
        Assert.False(Path.Exists(leftover));
    }

    [Fact]
    public async Task A_link_with_a_staging_name_is_not_followed()
    {
        MediaSandbox.Write(_box.In("outside/lock"), _box.Target);
        File.CreateSymbolicLink(_box.In(NewName()), _box.In("outside"));
        await RestoreNothingAsync();
        Assert.True(File.Exists(_box.In("outside/lock")));
    }

    [Fact]
    public async Task Two_restores_at_once_do_not_disturb_each_other()
    {
        for (var i = 0; i < 50; i++)
            MediaSandbox.Write(_box.InMedia($"{i}/f"));
        var tar = await _box.DumpAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => new MediaTarRestorer(_box.In($"t{i}"), false).RestoreAsync(new MemoryStream(tar), MediaSandbox.Token))));
        for (var i = 0; i < 8; i++)
            Assert.Equal(TreeSnapshot.Of(_box.Media), TreeSnapshot.Of(_box.In($"t{i}")));
        Assert.Empty(_box.Leftovers());
    }
}
