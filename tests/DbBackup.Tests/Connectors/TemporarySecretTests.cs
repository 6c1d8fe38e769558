using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors;

public sealed class TemporarySecretTests
{
    private const string Prefix = "dbbackup-secret-";

    [Fact]
    public void What_a_killed_run_left_is_removed_and_what_a_live_one_holds_is_not()
    {
        var dead = Directory.CreateTempSubdirectory(Prefix).FullName;
        File.WriteAllText(Path.Combine(dead, Path.GetFileName(dead)), "dead");
        using var live = new TemporarySecret("live");
        using (var next = new TemporarySecret("next"))
            Assert.Equal(("live", "next"), (File.ReadAllText(live.Path), File.ReadAllText(next.Path)));
        Assert.False(Directory.Exists(dead));
        Assert.True(File.Exists(live.Path));
    }

    [Fact]
    public void A_folder_of_somebody_else_stays()
    {
        var foreign = Directory.CreateTempSubdirectory(Prefix).FullName;
        File.WriteAllText(Path.Combine(foreign, "notes"), "mine");
        using (var secret = new TemporarySecret("secret"))
            Assert.True(Directory.Exists(secret.Folder));
        Assert.True(File.Exists(Path.Combine(foreign, "notes")));
        Directory.Delete(foreign, recursive: true);
    }
}
