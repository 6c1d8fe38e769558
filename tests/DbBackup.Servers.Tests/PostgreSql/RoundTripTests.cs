using System.Formats.Tar;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>A database is backed up and restored, and source and copy are the same in all ways in which they can be compared.</summary>
public sealed class RoundTripTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_object() => await AssertCarriedAsync(await Corpora.CreateKindsAsync(cluster));

    [Fact]
    public async Task A_music_shop() => await AssertCarriedAsync(await Corpora.CreateMusicShopAsync(cluster));

    [Fact]
    public async Task An_empty_database()
    {
        var source = await cluster.CreateDatabaseAsync();
        await AssertCarriedAsync(source);
    }

    /// <summary>All of it is dropped and made again, in one transaction.</summary>
    [Fact]
    public async Task Every_kind_of_object_in_the_place_of_the_same()
    {
        var source = await Corpora.CreateKindsAsync(cluster);
        var copy = cluster.AbsentDatabase();
        using var app = new BackupApp();
        app.Configure("source", source.ConnectionString).Configure("copy", copy.ConnectionString);
        await app.CopyAsync("source", "copy");
        app.Configure("copy", copy.ConnectionString, ("Restore", "Transaction"));
        await app.CopyAsync("source", "copy");

        await FidelityComparison.AssertSameAsync(source, copy);
    }

    [Fact]
    public async Task The_archive_and_psql_alone_make_every_kind_of_object()
    {
        var source = await Corpora.CreateKindsAsync(cluster);
        var copy = await cluster.CreateDatabaseAsync();
        using var app = new BackupApp();
        app.Configure("source", source.ConnectionString);
        (await app.RunAsync("backup", "-d", "source", "-q", "-z", "none", "-O", app["backup.tar"])).Succeeded();
        Directory.CreateDirectory(app["extracted"]);
        await TarFile.ExtractToDirectoryAsync(app["backup.tar"], app["extracted"], overwriteFiles: false, Token);

        var restored = await Processes.RunAsync(
            PostgresPrograms.Of("psql"), ["-X", "-q", "-o", "/dev/null", "-d", copy.ConnectionArgument, "-f", "restore.sql"], cluster.ClientEnvironment, app["extracted"], Token);
        restored.Succeeded();

        await FidelityComparison.AssertSameAsync(source, copy);
    }

    private async Task AssertCarriedAsync(PostgresDatabase source)
    {
        using var app = new BackupApp();
        var copy = cluster.AbsentDatabase();
        app.Configure("source", source.ConnectionString).Configure("copy", copy.ConnectionString);
        await app.CopyAsync("source", "copy");

        await FidelityComparison.AssertSameAsync(source, copy);
        Lines.AssertNone([.. Lines.Differences("dump", (await Dump.OfAsync(source)).Payload.Comparable(), (await Dump.OfAsync(copy)).Payload.Comparable())]);
    }
}
