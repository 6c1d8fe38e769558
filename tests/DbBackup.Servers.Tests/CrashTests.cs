namespace DbBackup.Servers.Tests;

/// <summary>The tool is killed while it backs up and while it restores: <c>kill -9</c>, as the kernel does it when memory runs out.</summary>
public abstract class CrashTests<TDatabase>(string engine, PublishedTool tool) : IClassFixture<PublishedTool>, IDisposable
    where TDatabase : IServerDatabase
{
    private const string Shop =
        """
        CREATE TABLE customers (id int PRIMARY KEY, name varchar(50) UNIQUE);
        CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL, FOREIGN KEY (customer) REFERENCES customers (id));
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'); INSERT INTO orders VALUES (1, 1), (2, 1), (3, 2);
        """;

    private readonly BackupApp _app = new(engine);

    public void Dispose()
    {
        _app.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The schema of a database's tables, in SQL.</summary>
    protected abstract string Schema { get; }

    protected abstract Task<TDatabase> CreateDatabaseAsync(string script);

    protected abstract Task AssertSameAsync(TDatabase source, TDatabase copy);

    /// <summary>The databases of the server.</summary>
    protected abstract Task<IReadOnlyList<string>> DatabasesAsync();

    [Fact]
    public async Task Killed_at_any_write_a_backup_harms_nothing()
    {
        var shop = await CreateDatabaseAsync(Shop);
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
        var (shop, copy) = (await CreateDatabaseAsync(Shop), await CreateDatabaseAsync(""));
        _app.Configure("shop", shop.ConnectionString).Configure("copy", copy.ConnectionString);
        (await _app.RunAsync("backup", "-d", "shop")).Succeeded();
        var databases = await DatabasesAsync();
        var crashes = new Crashes(tool, _app);
        string[] restore = ["restore", "-d", "copy", "--from", "shop", "-y", "--no-safety-backup"];

        var kills = await crashes.KillEverywhereAsync(restore, () => MakeOldAsync(copy), async () =>
        {
            if (!await IsOldAsync(copy))
                await AssertSameAsync(shop, copy);
            (await _app.RunAsync(restore)).Succeeded();
            await AssertSameAsync(shop, copy);
            Assert.Equal(databases, await DatabasesAsync());
        });

        Assert.True(kills > 5, $"Only {kills} kills.");
    }

    private static async Task MakeOldAsync(TDatabase copy) =>
        await copy.ExecuteAsync("DROP TABLE IF EXISTS orders; DROP TABLE IF EXISTS customers; DROP TABLE IF EXISTS old; CREATE TABLE old (id int PRIMARY KEY); INSERT INTO old VALUES (7), (8)");

    private async Task<bool> IsOldAsync(TDatabase copy)
    {
        var tables = await copy.LinesAsync($"SELECT table_name FROM information_schema.tables WHERE table_schema = {Schema} ORDER BY 1");
        if (!tables.SequenceEqual(["old"]))
            return false;
        Assert.Equal(["7", "8"], await copy.LinesAsync("SELECT id FROM old ORDER BY id"));
        return true;
    }
}
