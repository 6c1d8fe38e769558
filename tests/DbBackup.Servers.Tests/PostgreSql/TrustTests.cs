using System.Text.Json.Nodes;
using DbBackup.Configuration;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>Verification, drills and the safety backup on a server: nothing is left there but what was there before.</summary>
[Collection(nameof(ChangesSearchPath))]
public sealed class TrustTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>, IDisposable
{
    private const string Shop =
        """
        CREATE TABLE customers(id int PRIMARY KEY, name text UNIQUE);
        CREATE TABLE orders(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int NOT NULL REFERENCES customers);
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'); INSERT INTO orders(customer) VALUES (1), (1), (2);
        SELECT lo_from_bytea(0, 'large'); COMMENT ON TABLE orders IS 'of customers';
        """;

    private readonly BackupApp _app = new();
    private readonly SearchPath _path = SearchPath.WithPrograms(PostgresPrograms.Folder);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _path.Dispose();
        _app.Dispose();
    }

    [Theory]
    [InlineData("native")]
    [InlineData("pg_dump")]
    public async Task A_backup_is_verified_and_drilled_and_the_server_is_as_it_was(string connector)
    {
        var database = await BackedUpAsync(connector);
        // Others on the database are nobody's concern: it is not touched.
        await using var other = await database.OpenAsync();
        var before = await DatabasesAsync();

        var verified = await _app.RunAsync("verify", "--json");
        verified.Succeeded();
        Assert.Equal("structure", (string?)JsonNode.Parse(verified.Output)!["backups"]![0]!["extent"]);

        var drilled = await _app.RunAsync("drill", "--json");
        drilled.Succeeded();
        var drill = JsonNode.Parse(drilled.Output)!["drills"]![0]!;
        Assert.Equal(("shop", "succeeded"), ((string?)drill["database"], (string?)drill["outcome"]));
        Assert.Contains(drill["tables"]!.AsArray(), t => ((string?)t!["name"], (long)t["rows"]!) == ("public.orders", 3));
        Assert.Equal(before, await DatabasesAsync());
        var listed = JsonNode.Parse((await _app.RunAsync("list", "--json")).Output)![0]!;
        Assert.Equal((true, "restore"), ((bool)listed["lastVerification"]!["passed"]!, (string?)listed["lastDrill"]!["extent"]));
    }

    [Theory]
    [InlineData("native")]
    [InlineData("pg_dump")]
    public async Task A_drill_that_fails_leaves_no_database_behind(string connector)
    {
        var database = await BackedUpAsync(connector);
        var before = await DatabasesAsync();
        var manifest = _app[$"backups/{_app.Backups[0]}.manifest.json"];
        var text = await File.ReadAllTextAsync(manifest, Token);
        await File.WriteAllTextAsync(manifest, text.Replace("\"rows\": 3", "\"rows\": 4", StringComparison.Ordinal), Token);

        var drilled = await _app.RunAsync("drill");

        Assert.Equal(1, drilled.ExitCode);
        Assert.Contains("public.orders", drilled.Error, StringComparison.Ordinal);
        Assert.Equal(before, await DatabasesAsync());
        await File.WriteAllTextAsync(manifest, text, Token);
        foreach (var at in (double[])[0.1, 0.5, 0.9])
        {
            var path = _app[$"backups/{_app.Backups[0]}"];
            var bytes = await File.ReadAllBytesAsync(path, Token);
            var place = (int)(bytes.Length * at);
            await File.WriteAllBytesAsync(path, [.. bytes[..place], (byte)(bytes[place] ^ 4), .. bytes[(place + 1)..]], Token);
            Assert.Equal(1, (await _app.RunAsync("verify")).ExitCode);
            Assert.Equal(1, (await _app.RunAsync("drill")).ExitCode);
            await File.WriteAllBytesAsync(path, bytes, Token);
        }
        Assert.Equal(before, await DatabasesAsync());
        Assert.Equal(["3"], await database.LinesAsync("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task A_cancelled_drill_leaves_no_database_behind()
    {
        await BackedUpAsync("native", Shop + "CREATE TABLE many AS SELECT i, repeat('x', 500) AS t FROM generate_series(1, 300000) i; CREATE INDEX ON many (t, i);");
        var before = await DatabasesAsync();
        using var cancellation = new CancellationTokenSource();
        var running = _app.RunAsync(["drill"], cancellation.Token);
        while ((await DatabasesAsync()).Count == before.Count && !running.IsCompleted)
            await Task.Delay(5, Token);
        await cancellation.CancelAsync();

        Assert.Equal(130, (await running).ExitCode);
        Assert.Equal(before, await DatabasesAsync());
    }

    [Fact]
    public async Task A_drill_needs_the_right_to_make_a_database_and_not_that_the_database_is_there()
    {
        await cluster.CreateRolesAsync("powerless");
        await cluster.Maintenance.ExecuteAsync("ALTER ROLE powerless LOGIN");
        var database = await BackedUpAsync("native", "CREATE TABLE t(i int); INSERT INTO t VALUES (1)");
        _app.Configure("shop", cluster.ConnectionString(database.Name, "powerless"));
        var refused = await _app.RunAsync("drill");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("lacks CREATEDB", refused.Error, StringComparison.Ordinal);
        await cluster.DropAsync(database);
        var before = await DatabasesAsync();

        _app.Configure("shop", database.ConnectionString);
        (await _app.RunAsync("drill")).Succeeded();

        Assert.Equal(before, await DatabasesAsync());
    }

    [Theory]
    [InlineData("native", RestoreMode.Swap)]
    [InlineData("native", RestoreMode.Transaction)]
    [InlineData("pg_dump", RestoreMode.Swap)]
    public async Task A_restore_backs_up_first_what_it_replaces(string connector, RestoreMode mode)
    {
        var database = await BackedUpAsync(connector, more: ("Restore", mode.ToString()));
        await database.ExecuteAsync("DELETE FROM orders");

        var restored = await _app.RunAsync("restore", "-y", "--json");

        restored.Succeeded();
        Assert.Equal(["3"], await database.LinesAsync("SELECT count(*) FROM orders"));
        var safety = JsonNode.Parse(restored.Output)!["safetyBackup"]!;
        Assert.Equal((true, connector), ((bool)safety["pinned"]!, (string?)safety["connector"]));
        (await _app.RunAsync("restore", "-y", "-i", (string)safety["name"]!)).Succeeded();
        Assert.Equal(["0"], await database.LinesAsync("SELECT count(*) FROM orders"));
        (await _app.RunAsync("verify", "--all")).Succeeded();
    }

    [Fact]
    public async Task A_database_that_is_not_there_has_no_safety_backup_and_a_server_that_is_not_there_stops_the_restore()
    {
        var database = await BackedUpAsync("native");
        await cluster.DropAsync(database);
        var restored = await _app.RunAsync("restore", "-y", "--json");
        restored.Succeeded();
        Assert.Null(JsonNode.Parse(restored.Output)!["safetyBackup"]);
        Assert.Equal(["3"], await database.LinesAsync("SELECT count(*) FROM orders"));

        _app.Configure("shop", "Host=/nowhere;Database=shop;Username=postgres");
        Assert.Equal(1, (await _app.RunAsync("restore", "-y")).ExitCode);
    }

    [Fact]
    public async Task What_cannot_be_dumped_is_not_replaced()
    {
        var database = await BackedUpAsync("native", "CREATE TABLE t (i int)", ("Schema", "InProcess"));
        await database.ExecuteAsync("CREATE INDEX broken_index ON t (i); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken_index'::regclass");
        var refused = await _app.RunAsync("restore", "-y");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("broken_index", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--no-safety-backup", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["1"], await database.LinesAsync("SELECT count(*) FROM pg_class WHERE relname = 'broken_index'"));
        (await _app.RunAsync("restore", "-y", "--no-safety-backup")).Succeeded();
    }

    private async Task<PostgresDatabase> BackedUpAsync(string connector, string script = Shop, params IEnumerable<(string Name, object Value)> more)
    {
        var database = await cluster.CreateDatabaseAsync(script);
        _app.Configure("shop", database.ConnectionString, [("Connector", connector), .. more]);
        (await _app.RunAsync("backup", "-q")).Succeeded();
        return database;
    }

    private Task<IReadOnlyList<string>> DatabasesAsync() => cluster.Maintenance.LinesAsync("SELECT datname FROM pg_database ORDER BY 1");
}
