using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace DbBackup.Servers.Tests;

/// <summary>Kills the tool, which was compiled ahead of time, at calls by which it writes to the storage or to the server.</summary>
internal sealed class Crashes(PublishedTool tool, BackupApp app)
{
    private static readonly string[] Calls = ["sendto", "sendmsg", "write", "pwrite64", "fsync", "renameat2", "unlink"];

    private readonly Dictionary<string, string> _earlier = Backups(app);

    /// <summary>Kills it at the first call of each kind, the second, the third, the fifth and so on, until a run ends by itself.</summary>
    /// <param name="arguments">The verb and its arguments.</param>
    /// <param name="before">Called before each run.</param>
    /// <param name="after">Called after each run that was killed.</param>
    /// <returns>The number of kills.</returns>
    public async Task<int> KillEverywhereAsync(IEnumerable<string> arguments, Func<Task> before, Func<Task> after)
    {
        var kills = 0;
        foreach (var call in Calls)
            for (var (at, next) = (1, 2); ; (at, next) = (next, at + next))
            {
                await before();
                if (!await tool.KillAsync(call, at, [.. arguments, "--config", app.Write()]))
                    break;
                kills++;
                await RequireWholeAsync();
                await after();
            }
        return kills;
    }

    /// <summary>Every backup that is visible verifies, and the earlier ones have their bytes.</summary>
    public async Task RequireWholeAsync()
    {
        var now = Backups(app);
        Assert.All(_earlier, earlier => Assert.Equal(earlier.Value, now.GetValueOrDefault(earlier.Key)));
        foreach (var name in await VisibleAsync())
            if (!_earlier.ContainsKey(name))
                (await app.RunAsync("verify", name)).Succeeded();
    }

    /// <summary>Nothing lies in the storage but whole backups.</summary>
    public async Task RequireNoLeftoversAsync()
    {
        var names = app.Files.Select(f => Path.GetFileName(f)).Where(n => !n.EndsWith(".lock", StringComparison.Ordinal) && !n.EndsWith(".verified.json", StringComparison.Ordinal));
        Assert.Equal((await VisibleAsync()).SelectMany(n => new[] { n, $"{n}.manifest.json" }).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<string>> VisibleAsync() => [.. JsonNode.Parse((await app.RunAsync("list", "--json")).Succeeded())!.AsArray().Select(b => (string)b!["name"]!)];

    private static Dictionary<string, string> Backups(BackupApp app) => app.Files
        .Where(f => Path.GetFileName(f)[0] != '.')
        .ToDictionary(f => Path.GetFileName(f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal);
}
