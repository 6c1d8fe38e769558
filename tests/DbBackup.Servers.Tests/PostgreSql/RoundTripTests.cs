using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>A database is backed up and restored, and source and copy are the same in all ways in which they can be compared.</summary>
public sealed class RoundTripTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task Every_kind_of_object() => await AssertCarriedAsync(await Corpora.CreateKindsAsync(cluster));

    [Fact]
    public async Task A_music_shop() => await AssertCarriedAsync(await Corpora.CreateMusicShopAsync(cluster));

    private async Task AssertCarriedAsync(PostgresDatabase source)
    {
        using var app = new BackupApp();
        var copy = await cluster.CreateDatabaseAsync();
        app.Configure("source", source.ConnectionString).Configure("copy", copy.ConnectionString);
        await app.CopyAsync("source", "copy");
        await FidelityComparison.AssertSameAsync(source, copy);
    }
}
