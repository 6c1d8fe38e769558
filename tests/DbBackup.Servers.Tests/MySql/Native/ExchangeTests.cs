using DbBackup.Connectors;
using DbBackup.Servers.Tests.MySql.Fidelity;
using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql.Native;

/// <summary>A restore may be killed at any statement of its last step, in which the tables are exchanged.</summary>
public sealed class ExchangeTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private const string Old =
        """
        CREATE TABLE items (id int PRIMARY KEY, name varchar(20)); CREATE TABLE log (line text); CREATE TABLE only_old (i int);
        INSERT INTO items VALUES (1, 'old'); INSERT INTO only_old VALUES (1), (2);
        CREATE VIEW names AS SELECT name FROM items; CREATE VIEW only_old_view AS SELECT COUNT(*) AS n FROM only_old;
        CREATE PROCEDURE say() SELECT 'old';
        CREATE FUNCTION one() RETURNS int NO SQL RETURN 1;
        CREATE EVENT daily ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DO SET @x = 1;
        CREATE TRIGGER logs AFTER INSERT ON items FOR EACH ROW INSERT INTO log VALUES ('old')
        """;

    private const string New =
        """
        CREATE TABLE items (id int PRIMARY KEY, name varchar(20)); CREATE TABLE log (line text); CREATE TABLE names (name int); CREATE TABLE parts (id int PRIMARY KEY, item int, FOREIGN KEY (item) REFERENCES items (id));
        INSERT INTO items VALUES (1, 'new'), (2, 'newer'); INSERT INTO parts VALUES (7, 2);
        CREATE VIEW busy AS SELECT item FROM parts; CREATE VIEW only_old AS SELECT 3 AS i;
        CREATE PROCEDURE say() SELECT 'new';
        CREATE EVENT daily ON SCHEDULE EVERY 2 DAY STARTS '2036-01-01 00:00:00' DO SET @x = 2;
        CREATE TRIGGER logs BEFORE INSERT ON parts FOR EACH ROW INSERT INTO log VALUES ('new')
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Up to the statement that ends it the next run takes it back; from then on the new database is there to stay.</summary>
    [Fact]
    public async Task Killed_at_any_statement_it_is_taken_back_by_the_next_run()
    {
        var (target, dump, before, after) = await CreateAsync();
        var (kills, hasEnded) = (0, false);
        for (; !hasEnded; kills++)
        {
            var statement = 0;
            Assert.True(await IsRestoreKilledAsync(target, dump, sql =>
            {
                var isLast = (statement > 0 || sql.Contains("`dbbackup_exchange_begun` (place ", StringComparison.Ordinal)) && ++statement == kills + 1;
                hasEnded |= !isLast && IsEnd(sql);
                return isLast;
            }));
            if (!hasEnded)
                await NativeDump.OfAsync(target);
            Lines.AssertNone([.. (hasEnded ? after : before).Differences(await DatabaseContents.ReadAsync(target))]);
        }
        Assert.True(kills > 25, $"Only {kills} statements.");
        await dump.RestoreAsync(target);
        await AssertNothingIsLeftAsync();
    }

    /// <summary>All was exchanged and nothing had ended; who takes it back is killed as well, again and again, a statement later each time.</summary>
    [Fact]
    public async Task Who_takes_it_back_may_be_killed_too()
    {
        var (target, dump, before, _) = await CreateAsync();
        Assert.True(await IsRestoreKilledAsync(target, dump, IsEnd));
        var kills = 0;
        while (await IsTakerKilledAsync(target, kills + 1))
            kills++;
        Assert.True(kills > 15, $"Only {kills} statements.");
        Lines.AssertNone([.. before.Differences(await DatabaseContents.ReadAsync(target))]);
        await dump.RestoreAsync(target);
        await AssertNothingIsLeftAsync();
    }

    private async Task<(MySqlDatabase Target, NativeDump Dump, DatabaseContents Before, DatabaseContents After)> CreateAsync()
    {
        var (target, twin) = (await server.CreateDatabaseAsync(Old), await server.CreateDatabaseAsync(New));
        return (target, await NativeDump.OfAsync(twin), await DatabaseContents.ReadAsync(target), await DatabaseContents.ReadAsync(twin));
    }

    private Task<bool> IsRestoreKilledAsync(MySqlDatabase target, NativeDump dump, Func<string, bool> isLast) =>
        IsKilledAsync(target, connector => connector.RestoreAsync(new MemoryStream(dump.Payload), new() { ExpectedTables = dump.Result.Tables }, Token), isLast);

    // What makes the exchange final.
    private static bool IsEnd(string sql) => sql.Contains("DROP TABLE `", StringComparison.Ordinal) && sql.EndsWith("`dbbackup_exchange_done`", StringComparison.Ordinal);

    private Task<bool> IsTakerKilledAsync(MySqlDatabase target, int last)
    {
        var statement = 0;
        return IsKilledAsync(
            target, connector => connector.DumpAsync(new MemoryStream(), new(), Token),
            sql => (statement > 0 || sql.Contains("SELECT kind, name, code ", StringComparison.Ordinal)) && ++statement == last);
    }

    private async Task<bool> IsKilledAsync(MySqlDatabase target, Func<NativeMySqlConnector, Task> run, Func<string, bool> isLast)
    {
        await using var proxy = new CutOffProxy(server.Port, isLast);
        var connection = new MySqlConnectionStringBuilder(server.TcpConnectionString(target.Name)) { Port = (uint)proxy.Port, SslMode = MySqlSslMode.None, AllowPublicKeyRetrieval = true };
        try
        {
            await run(NativeDump.Connector(connection.ConnectionString));
        }
        catch (BackupException) when (proxy.IsCut)
        {
            await WaitForTheServerToNoticeAsync();
        }
        return proxy.IsCut;
    }

    private async Task WaitForTheServerToNoticeAsync()
    {
        while (!(await server.Maintenance.LinesAsync("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'root' AND ID <> CONNECTION_ID()")).SequenceEqual(["0"]))
            await Task.Delay(20, Token);
    }

    private async Task AssertNothingIsLeftAsync() =>
        Assert.DoesNotContain(await server.Maintenance.LinesAsync("SHOW DATABASES"), name => name.Contains("_dbbackup_", StringComparison.Ordinal));
}
