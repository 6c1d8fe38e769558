using System.Text.RegularExpressions;

namespace DbBackup.Aot.Tests.Crashes;

/// <summary>
/// The tool is killed at each system call by which it writes, renames, removes or syncs: before the first of a thread, before the second,
/// and so on until a run ends by itself.
/// </summary>
public sealed partial class SystemCallCrashTests(PublishedPrograms published)
{
    private const int Killed = 128 + 9;

    private static readonly string[] Calls =
    [
        "write", "pwrite64", "pwritev", "ftruncate", "fallocate", "copy_file_range", "fsync", "fdatasync", "syncfs", "sync_file_range",
        "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "fchmod", "chmod", "utimensat",
    ];

    public static TheoryData<string> Verbs => [.. CrashScene.Verbs];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Killed_at_any_call_a_run_harms_nothing(string verb)
    {
        using var scene = await CrashScene.CreateAsync(published.Tool);
        var (kills, done) = (0, 0);
        foreach (var call in await CallsOfAsync(scene, verb))
            for (var at = 1; ; at++)
            {
                using var shop = scene.Copy();
                var end = await Tracer.Of(published.Tool, $"-e trace={call} -e inject={call}:signal=SIGKILL:when={at}").RunAsync(shop.Folder, verb, isAlone: true);
                if (end.ExitCode != Killed)
                {
                    end.Succeeded();
                    break;
                }
                kills++;
                if (await shop.RequireUnharmedAsync(verb))
                    done++;
            }
        TestContext.Current.SendDiagnosticMessage($"{verb}: {kills} kills, {done} of them after the deed");
        Assert.True(kills > 5, $"{verb} was killed {kills} times only.");
    }

    /// <summary>Those of the calls that an undisturbed run makes.</summary>
    private async Task<IReadOnlyList<string>> CallsOfAsync(CrashScene scene, string verb)
    {
        using var shop = scene.Copy();
        (await Tracer.Of(published.Tool, $"-c -o {shop.Folder}/calls").RunAsync(shop.Folder, verb, isAlone: true)).Succeeded();
        var made = Name().Matches(await File.ReadAllTextAsync(Path.Combine(shop.Folder, "calls"), TestContext.Current.CancellationToken)).Select(m => m.Value).ToHashSet();
        return [.. Calls.Where(made.Contains)];
    }

    [GeneratedRegex(@"\w+$", RegexOptions.Multiline)]
    private static partial Regex Name();
}
