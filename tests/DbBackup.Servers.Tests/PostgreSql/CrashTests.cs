using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>The tool is killed while it backs up and while it restores: <c>kill -9</c>, as the kernel does it when memory runs out.</summary>
public sealed class CrashTests(PostgresCluster cluster, PublishedTool tool) : IClassFixture<PostgresCluster>, IClassFixture<PublishedTool>, IDisposable
{
    private const string Shop =
        """
        CREATE TABLE customers (id int PRIMARY KEY, name varchar(50) UNIQUE);
        CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL, FOREIGN KEY (customer) REFERENCES customers (id));
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'); INSERT INTO orders VALUES (1, 1), (2, 1), (3, 2);
        """;

    private readonly BackupApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Killed_at_any_write_a_backup_harms_nothing()
    {
        var shop = await cluster.CreateDatabaseAsync(Shop);
        _app.Configure("shop", shop.ConnectionString);
        (await _app.RunAsync("backup")).Succeeded();
        var crashes = new Crashes(tool, _app);

        var kills = await crashes.KillEverywhereAsync(["backup"], () => Task.CompletedTask, async () =>
        {
            (await _app.RunAsync("backup")).Succeeded();
            await crashes.RequireWholeAsync();
            await crashes.RequireNoLeftoversAsync();
        });

        Assert.True(kills > 5, $"Only {kills} kills.");
        Assert.Equal(["3"], await shop.LinesAsync("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Killed_at_any_write_a_restore_leaves_the_old_database_or_the_new_one()
    {
        var (shop, copy) = (await cluster.CreateDatabaseAsync(Shop), await cluster.CreateDatabaseAsync());
        _app.Configure("shop", shop.ConnectionString).Configure("copy", copy.ConnectionString);
        (await _app.RunAsync("backup", "-d", "shop")).Succeeded();
        var databases = await DatabasesAsync();
        var crashes = new Crashes(tool, _app);
        string[] restore = ["restore", "-d", "copy", "--from", "shop", "-y", "--no-safety-backup"];

        var kills = await crashes.KillEverywhereAsync(restore, () => MakeOldAsync(copy), async () =>
        {
            if (!await IsOldAsync(copy))
                await FidelityComparison.AssertSameAsync(shop, copy);
            (await _app.RunAsync(restore)).Succeeded();
            await FidelityComparison.AssertSameAsync(shop, copy);
            Assert.Equal(databases, await DatabasesAsync());
        });

        Assert.True(kills > 5, $"Only {kills} kills.");
    }

    private static async Task MakeOldAsync(PostgresDatabase copy) =>
        await copy.ExecuteAsync("DROP TABLE IF EXISTS orders; DROP TABLE IF EXISTS customers; DROP TABLE IF EXISTS old; CREATE TABLE old (id int PRIMARY KEY); INSERT INTO old VALUES (7), (8)");

    private static async Task<bool> IsOldAsync(PostgresDatabase copy)
    {
        var tables = await copy.LinesAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1");
        if (!tables.SequenceEqual(["old"]))
            return false;
        Assert.Equal(["7", "8"], await copy.LinesAsync("SELECT id FROM old ORDER BY id"));
        return true;
    }

    private Task<IReadOnlyList<string>> DatabasesAsync() => cluster.Maintenance.LinesAsync("SELECT datname FROM pg_database ORDER BY 1");
}
