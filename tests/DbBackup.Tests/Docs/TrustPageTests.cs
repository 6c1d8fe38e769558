using DbBackup.Tests.Cli;

namespace DbBackup.Tests.Docs;

/// <summary>The commands of the pages about verification and restores do what stands there.</summary>
public sealed class TrustPageTests : IDisposable
{
    private readonly CommandLineShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("docs/verification.md")]
    [InlineData("docs/restore.md")]
    [InlineData("docs/retention.md")]
    [InlineData("docs/health.md")]
    public async Task The_commands_on_the_page_succeed(string page)
    {
        await _shop.RunAsync("media-backup");
        var commands = Repository.Read(page).Split("```sh\n").Skip(1).SelectMany(block => block.Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            Assert.StartsWith("dbbackup ", command, StringComparison.Ordinal);
            var code = await _shop.RunAsync(command["dbbackup ".Length..]);
            Assert.True(code == 0, $"{command}: {_shop.Error}");
        }
    }

    [Fact]
    public async Task After_the_commands_on_verification_the_list_tells_of_both_proofs()
    {
        await The_commands_on_the_page_succeed("docs/verification.md");
        Assert.Matches("VERIFIED +DRILLED\n", _shop.Output);
        Assert.DoesNotContain("FAILED", _shop.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pin_is_listed_and_ended_and_a_protected_database_needs_its_name()
    {
        await The_commands_on_the_page_succeed("docs/restore.md");
        Assert.Matches(" PINNED\n.* yes\n", _shop.Output);
        await _shop.RunAsync("list --json");
        var pinned = _shop.Json.EnumerateArray().Single(b => b.TryGetProperty("pinned", out _)).GetProperty("name").GetString();
        Assert.Equal(0, await _shop.RunAsync($"unpin {pinned}"));
        Assert.Equal($"unpinned {pinned}\n", _shop.Output);
        await _shop.RunAsync("list");
        Assert.DoesNotContain("PINNED", _shop.Output, StringComparison.Ordinal);

        _shop.Configure(new { Databases = new { shop = new { Engine = "Sqlite", ConnectionString = $"Data Source={_shop["shop.db"]};Pooling=False", Protected = true } } });
        Assert.Equal(2, await _shop.RunAsync("restore -d shop --yes"));
        Assert.Contains("--yes-restore shop", _shop.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _shop.RunAsync("restore -d shop --yes-restore Shop"));
        Assert.Equal(0, await _shop.RunAsync("restore -d shop --yes-restore shop"));
    }

    [Fact]
    public async Task A_damaged_backup_is_named_and_the_exit_code_tells()
    {
        Assert.Equal(0, await _shop.RunAsync("backup"));
        var damaged = _shop.Backups.First(name => name.EndsWith(".zst", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(_shop[$"backups/{damaged}"]);
        bytes[^3] ^= 1;
        File.WriteAllBytes(_shop[$"backups/{damaged}"], bytes);

        Assert.Equal(1, await _shop.RunAsync("verify --all"));

        Assert.Contains($"DAMAGED  {damaged}", _shop.Output, StringComparison.Ordinal);
        Assert.Contains(damaged, Assert.Single(_shop.Errors), StringComparison.Ordinal);
        Assert.Equal(1, await _shop.RunAsync("verify --all --json"));
        Assert.Single(_shop.Json.GetProperty("backups").EnumerateArray(), b => b.GetProperty("damaged").GetBoolean());
        Assert.Equal(1, await _shop.RunAsync("drill --json"));
        Assert.Single(_shop.Json.GetProperty("drills").EnumerateArray(), b => b.GetProperty("outcome").GetString() == "succeeded");
    }
}
