namespace DbBackup.Aot.Tests.Crashes;

/// <summary>
/// A file system of memory that is too small, page by page, until it is large enough. It is mounted where only the run sees it, so that root is not needed
/// where the kernel lets users have name spaces of their own.
/// </summary>
public sealed class FullDiskTests(PublishedPrograms published)
{
    private const int Page = 4096;

    private const string OnASmallDisk =
        """
        mkdir -p "$1" && mv "$1" "$1.before" && mkdir "$1" || exit 90
        mount -t tmpfs -o size="$2" small "$1" || exit 91
        cp -a "$1.before/." "$1" 2>/dev/null || exit 92
        "$3" $4; code=$?
        cp -a "$1/." "$1.after" && umount "$1" && rmdir "$1" && mv "$1.after" "$1" && rm -r "$1.before" || exit 93
        exit $code
        """;

    [Theory]
    [InlineData("backup", "backups")]
    [InlineData("backup", "staging")]
    [InlineData("media-backup", "backups")]
    [InlineData("restore --yes --no-safety-backup", "data")]
    [InlineData("restore --yes", "backups")]
    [InlineData("media-restore --yes --replace", "media")]
    public async Task At_every_size_a_run_succeeds_or_fails_loudly_and_harms_nothing(string verb, string place)
    {
        using var scene = await CrashScene.CreateAsync(published.Tool);
        var failures = 0;
        for (var size = 0L; ; size += Page)
        {
            using var shop = scene.Copy();
            var end = await RunAsync(shop, verb, place, Occupied(Path.Combine(shop.Folder, place)) + size);
            RequireMounted(end);
            Assert.True(end.ExitCode is 0 or 1, $"Exit code {end.ExitCode}: {end.Error}");
            var isDone = await shop.RequireWholeAsync(verb);
            Assert.Equal(end.ExitCode == 0, isDone);
            if (end.ExitCode == 0)
                break;
            failures++;
            Assert.Contains("error: ", end.Error, StringComparison.Ordinal);
            await shop.RequireUnharmedAsync(verb);
        }
        Assert.True(failures > 3, $"{verb} failed {failures} times only.");
    }

    private async Task<Ended> RunAsync(CrashedShop shop, string verb, string place, long bytes) =>
        await new Program("/usr/bin/unshare", ["--map-root-user", "--mount", "sh", "-c", OnASmallDisk, "sh", place, $"{bytes}", published.Tool.File, verb]).RunAsync(shop.Folder, "");

    private static void RequireMounted(Ended end) => Assert.False(
        end.ExitCode == 91 || end.Error.Contains("unshare: ", StringComparison.Ordinal),
        $"{end.Error}To mount a file system the tests must be root (in a container: docker run --cap-add SYS_ADMIN), or users must be let: sysctl -w kernel.unprivileged_userns_clone=1");

    private static long Occupied(string folder) => !Directory.Exists(folder) ? Page : Page + new DirectoryInfo(folder)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Sum(file => (file.Length + Page - 1) / Page * Page + Page);
}
