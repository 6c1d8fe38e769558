using System.Text.Json.Nodes;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>Verification, drills and the safety backup on a server: nothing is left there but what was there before.</summary>
[Collection(nameof(ChangesSearchPath))]
public sealed class TrustTests(MySqlServer server) : IClassFixture<MySqlServer>, IDisposable
{
    private const string Shop =
        """
        CREATE TABLE customers (id int PRIMARY KEY, name varchar(50) UNIQUE);
        CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY, customer int NOT NULL, FOREIGN KEY (customer) REFERENCES customers (id));
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'); INSERT INTO orders (customer) VALUES (1), (1), (2);
        CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW SET @x = 1;
        """;

    private readonly BackupApp _app = new("MySql");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("native")]
    [InlineData("mysqldump")]
    public async Task A_backup_is_verified_and_drilled_and_the_server_is_as_it_was(string connector)
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
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
        Assert.Contains(drill["tables"]!.AsArray(), t => ((string?)t!["name"], (long)t["rows"]!) == ("orders", 3));
        Assert.Equal(before, await DatabasesAsync());
    }

    [Theory]
    [InlineData("native")]
    [InlineData("mysqldump")]
    public async Task A_drill_that_fails_leaves_no_database_behind(string connector)
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var database = await BackedUpAsync(connector);
        var before = await DatabasesAsync();
        var manifest = _app[$"backups/{_app.Backups[0]}.manifest.json"];
        var text = await File.ReadAllTextAsync(manifest, Token);
        await File.WriteAllTextAsync(manifest, text.Replace("\"rows\": 3", "\"rows\": 4", StringComparison.Ordinal), Token);

        foreach (var verb in (string[])["verify", "drill"])
        {
            var refused = await _app.RunAsync(verb);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("orders", refused.Error + refused.Output, StringComparison.Ordinal);
        }
        Assert.Equal(before, await DatabasesAsync());
        Assert.Equal(["3"], await database.LinesAsync("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task A_restore_takes_a_backup_of_what_it_replaces_which_brings_it_back()
    {
        var database = await BackedUpAsync("native");
        await database.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid')");

        var restored = await _app.RunAsync("restore", "--yes", "--json");
        restored.Succeeded();
        Assert.Equal(["2"], await database.LinesAsync("SELECT count(*) FROM customers"));

        var safety = (string)JsonNode.Parse(restored.Output)!["safetyBackup"]!["name"]!;
        (await _app.RunAsync("restore", "--yes", "--no-safety-backup", "-i", safety)).Succeeded();
        Assert.Equal(["3"], await database.LinesAsync("SELECT count(*) FROM customers"));
    }

    private async Task<MySqlDatabase> BackedUpAsync(string connector)
    {
        var database = await server.CreateDatabaseAsync(Shop);
        _app.Configure("shop", database.ConnectionString, ("Connector", connector));
        (await _app.RunAsync("backup", "-q")).Succeeded();
        return database;
    }

    private Task<IReadOnlyList<string>> DatabasesAsync() => server.Maintenance.LinesAsync("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA ORDER BY 1");
}
