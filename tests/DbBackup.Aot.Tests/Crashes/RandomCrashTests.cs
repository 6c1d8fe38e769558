using System.Diagnostics;
using System.Globalization;
using DbBackup.Servers.Tests;

namespace DbBackup.Aot.Tests.Crashes;

/// <summary>The tool is killed at moments that nobody chose. <c>bench/soak.sh</c> does it 10,000 times.</summary>
public sealed class RandomCrashTests(PublishedPrograms published)
{
    private const int Killed = 128 + 9;

    [Fact]
    public async Task Killed_at_any_moment_a_run_harms_nothing()
    {
        var crashes = int.Parse(TestSettings.Get("DBBACKUP_TEST_CRASHES") ?? "60", CultureInfo.InvariantCulture);
        using var scene = await CrashScene.CreateAsync(published.Tool);
        var lengths = new Dictionary<string, TimeSpan>();
        foreach (var verb in CrashScene.Verbs)
            lengths[verb] = await LengthAsync(scene, verb);

        for (var (kills, runs) = (0, 0); kills < crashes; runs++)
        {
            Assert.True(runs < 20 + (3 * kills), $"Of {runs} runs only {kills} were still alive when they were killed.");
            var verb = CrashScene.Verbs[runs % CrashScene.Verbs.Count];
            using var shop = scene.Copy();
            var wasKilled = await KillAsync(shop, verb, Random.Shared.NextDouble() * lengths[verb]);
            var isDone = await shop.RequireUnharmedAsync(verb);
            kills += wasKilled ? 1 : 0;
            Count($"{verb.Split(' ')[0]}: {(wasKilled ? "killed" : "ended by itself")}, {(isDone ? "done" : "not done")}");
        }
    }

    private async Task<TimeSpan> LengthAsync(CrashScene scene, string verb)
    {
        using var shop = scene.Copy();
        var start = Stopwatch.GetTimestamp();
        (await published.Tool.RunAsync(shop.Folder, verb, isAlone: true)).Succeeded();
        return Stopwatch.GetElapsedTime(start);
    }

    private async Task<bool> KillAsync(CrashedShop shop, string verb, TimeSpan after)
    {
        using var run = published.Tool.Start(shop.Folder, verb, isAlone: true);
        await Task.Delay(after, TestContext.Current.CancellationToken);
        run.Kill();
        var end = await run.EndAsync();
        if (end.ExitCode != Killed)
            end.Succeeded();
        return end.ExitCode == Killed;
    }

    private static void Count(string what)
    {
        if (TestSettings.Get("DBBACKUP_TEST_TALLY") is { } tally)
            File.AppendAllText(tally, $"{what}\n");
    }
}
