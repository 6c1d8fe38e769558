using System.Formats.Tar;
using DbBackup.Servers.Tests.MySql.Fidelity;
using DbBackup.Servers.Tests.MySql.Native;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>A database is backed up and restored, and source and copy are the same in all ways in which they can be compared.</summary>
public sealed class RoundTripTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_object() => await AssertCarriedAsync(await Corpora.CreateKindsAsync(server));

    [Fact]
    public async Task A_music_shop() => await AssertCarriedAsync(await Corpora.CreateMusicShopAsync(server));

    [Fact]
    public async Task An_empty_database() => await AssertCarriedAsync(await server.CreateDatabaseAsync());

    [Theory]
    [InlineData("kinds")]
    [InlineData("music shop")]
    public async Task The_archive_and_the_client_alone_make_the_same(string corpus)
    {
        var source = corpus == "kinds" ? await Corpora.CreateKindsAsync(server) : await Corpora.CreateMusicShopAsync(server);
        var copy = await server.CreateDatabaseAsync();
        using var app = new BackupApp("MySql");
        app.Configure("source", source.ConnectionString);
        (await app.RunAsync("backup", "-d", "source", "-q", "-z", "none", "-O", app["backup.tar"])).Succeeded();
        Directory.CreateDirectory(app["extracted"]);
        await TarFile.ExtractToDirectoryAsync(app["backup.tar"], app["extracted"], overwriteFiles: false, Token);

        // As the head of the script says.
        await server.Maintenance.ExecuteAsync("SET GLOBAL local_infile = 1");
        (await Processes.ShellAsync(
            $"cd '{app["extracted"]}'; for d in data/*/; do cat \"$d\"* > \"${{d%/}}.rows\"; done; " +
            $"'{MySqlPrograms.Client}' --no-defaults --socket='{server.Socket}' --user=root --local-infile=1 --binary-mode --comments --default-character-set=utf8mb4 {copy.Name} <restore.sql", Token)).Succeeded();
        await server.Maintenance.ExecuteAsync($"SET GLOBAL local_infile = {MySqlServer.IsMariaDb}");

        await FidelityComparison.AssertSameAsync(source, copy);
    }

    private async Task AssertCarriedAsync(MySqlDatabase source)
    {
        using var app = new BackupApp("MySql");
        var copy = server.AbsentDatabase();
        app.Configure("source", source.ConnectionString).Configure("copy", copy.ConnectionString);
        await app.CopyAsync("source", "copy");

        await FidelityComparison.AssertSameAsync(source, copy);
        Lines.AssertNone([.. Lines.Differences("dump", await DumpAsync(source), await DumpAsync(copy))]);
    }

    private static async Task<IReadOnlyList<string>> DumpAsync(MySqlDatabase database) => [.. (await NativeDump.OfAsync(database)).Entries.Comparable().Select(Literals.Plain)];
}
