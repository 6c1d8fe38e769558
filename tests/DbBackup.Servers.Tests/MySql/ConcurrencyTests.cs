using DbBackup.Connectors;
using DbBackup.Servers.Tests.MySql.Native;
using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>What is written while a backup runs is in it or is not, never half of it.</summary>
public sealed class ConcurrencyTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each transaction moves an amount from one table to another: the sum of both never changes.</summary>
    [Theory]
    [InlineData("root", 3)]
    [InlineData("tenant", 3)]
    public async Task An_invariant_over_two_tables_holds_in_every_backup(string user, int workers)
    {
        const string Rows = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, 100, REPEAT('x', 500) FROM n";
        var source = await server.CreateDatabaseAsync(
            $"CREATE TABLE a_left (id int PRIMARY KEY, amount int, pad varchar(600)); CREATE TABLE z_right (id int PRIMARY KEY, amount int, pad varchar(600)); INSERT INTO a_left {Rows}; INSERT INTO z_right {Rows}; CREATE TABLE m_log (id int AUTO_INCREMENT PRIMARY KEY, at int)");
        await server.Maintenance.ExecuteAsync($"CREATE USER IF NOT EXISTS tenant@localhost; GRANT SELECT, TRIGGER, SHOW VIEW, EVENT, EXECUTE ON {source.Name}.* TO tenant@localhost");
        if (!MySqlServer.IsMariaDb)
            await server.Maintenance.ExecuteAsync("GRANT SHOW_ROUTINE ON *.* TO tenant@localhost");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writers = Enumerable.Range(0, 3).Select(number => Task.Run(() => MoveAsync(source, number, stop.Token), Token)).ToList();
        try
        {
            for (var round = 0; round < 5; round++)
            {
                using var payload = new MemoryStream();
                var dumped = await NativeDump.Connector(server.ConnectionString(source.Name, user), s => s.Workers = workers).DumpAsync(payload, new DumpOptions(), Token);
                var copy = server.AbsentDatabase();
                await new NativeDump(payload.ToArray(), dumped).RestoreAsync(copy);
                Assert.Equal(["200000"], await copy.LinesAsync("SELECT (SELECT SUM(amount) FROM a_left) + (SELECT SUM(amount) FROM z_right)"));
                Assert.Equal(await copy.LinesAsync("SELECT COUNT(*) FROM m_log"), await copy.LinesAsync("SELECT COALESCE(SUM(at), 0) FROM m_log"));
                await server.DropAsync(copy);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }
        Assert.NotEqual("0", (await source.LinesAsync("SELECT COUNT(*) FROM m_log"))[0]);
    }

    private static async Task MoveAsync(MySqlDatabase database, int number, CancellationToken token)
    {
        var random = new System.Random(number);
        await using var connection = await database.OpenAsync();
        while (!token.IsCancellationRequested)
        {
            var (from, to, amount) = (random.Next(1, 1000), random.Next(1, 1000), random.Next(1, 50));
            try
            {
                await MySqlDatabase.ExecuteAsync(
                    connection,
                    $"START TRANSACTION; UPDATE a_left SET amount = amount - {amount} WHERE id = {from}; INSERT INTO m_log (at) VALUES (1); UPDATE z_right SET amount = amount + {amount} WHERE id = {to}; COMMIT");
            }
            catch (MySqlException e) when (e.Number is 1213 or 1205)
            {
                await MySqlDatabase.ExecuteAsync(connection, "ROLLBACK");
            }
        }
    }

    /// <summary>Tables that no snapshot holds are read while nobody can write them.</summary>
    [Fact]
    public async Task Tables_without_transactions_are_of_the_same_moment()
    {
        var source = await server.CreateDatabaseAsync(
            "CREATE TABLE a_isam (id int AUTO_INCREMENT PRIMARY KEY, v int) ENGINE=MyISAM; CREATE TABLE z_inno (id int AUTO_INCREMENT PRIMARY KEY, v int) ENGINE=InnoDB; CREATE TABLE z_isam (id int AUTO_INCREMENT PRIMARY KEY, v int) ENGINE=MyISAM");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writer = Task.Run(
            async () =>
            {
                await using var connection = await source.OpenAsync();
                // One is always as long as the next, or one row longer.
                while (!stop.IsCancellationRequested)
                    await MySqlDatabase.ExecuteAsync(connection, "INSERT INTO a_isam (v) VALUES (1); INSERT INTO z_inno (v) VALUES (1); INSERT INTO z_isam (v) VALUES (1)");
            },
            Token);
        for (var round = 0; round < 5; round++)
        {
            var rows = (await NativeDump.OfAsync(source)).Result.Tables.ToDictionary(t => t.Name, t => t.Rows);
            Assert.InRange(rows["a_isam"] - rows["z_inno"], 0, 1);
            Assert.InRange(rows["z_inno"] - rows["z_isam"], 0, 1);
        }
        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task Writers_and_those_who_change_definitions_all_the_time_are_not_stopped_for_ever_and_no_backup_mixes_two_states()
    {
        var source = await server.CreateDatabaseAsync("CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, i FROM n");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var changes = 0;
        var changing = Task.Run(
            async () =>
            {
                await using var connection = await source.OpenAsync();
                for (; !stop.IsCancellationRequested; changes++)
                    await ChangeAsync(connection, changes % 2 == 0 ? "ALTER TABLE t ADD COLUMN w int NOT NULL DEFAULT 7" : "ALTER TABLE t DROP COLUMN w");
            },
            Token);
        for (var round = 0; round < 10; round++)
        {
            using var payload = new MemoryStream();
            try
            {
                var dumped = await NativeDump.Connector(source.ConnectionString).DumpAsync(payload, new DumpOptions(), Token);
                var copy = server.AbsentDatabase();
                await new NativeDump(payload.ToArray(), dumped).RestoreAsync(copy);
                Assert.Equal(["1000"], await copy.LinesAsync("SELECT COUNT(*) FROM t"));
                await server.DropAsync(copy);
            }
            catch (BackupException e)
            {
                Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
            }
        }
        var before = changes;
        await Task.Delay(1000, Token);
        await stop.CancelAsync();
        await changing;
        Assert.True(changes > before);
    }

    // Who waits for a backup that waits for him is told so, and tries again.
    private static async Task ChangeAsync(MySqlConnection connection, string sql)
    {
        while (true)
        {
            try
            {
                await MySqlDatabase.ExecuteAsync(connection, sql);
                return;
            }
            catch (MySqlException e) when (e.Number is 1213 or 1205)
            {
                await Task.Delay(10, Token);
            }
        }
    }
}
