using DbBackup.Servers.Tests.MySql.Fidelity;

namespace DbBackup.Servers.Tests.MySql.Native;

/// <summary>Rows come back bit by bit, whatever is in them, however long they are and however their tables are cut.</summary>
public sealed class ValueTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private const string Many = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT i FROM n";

    [Theory]
    [InlineData("k int PRIMARY KEY", "i * 7 - 50000")]
    [InlineData("k bigint unsigned PRIMARY KEY", "18446744073709551615 - i")]
    [InlineData("k bigint PRIMARY KEY", "IF(i % 2, -9223372036854775808 + i, 9223372036854775807 - i)")]
    [InlineData("k int NOT NULL, j int NOT NULL, PRIMARY KEY (k, j)", "i % 3, i")]
    [InlineData("k int NOT NULL, j int NOT NULL, PRIMARY KEY (k, j)", "IF(i < 20000, 1, i), i")]
    [InlineData("k varchar(40) PRIMARY KEY", "CONCAT(CHAR(33 + i % 90), '\\'\\\\', i)")]
    [InlineData("k varchar(40) COLLATE utf8mb4_unicode_ci, j int, PRIMARY KEY (k, j)", "ELT(1 + i % 6, 'a', 'A', 'ä', 'Ä', 'a ', 'ß'), i")]
    [InlineData("k varchar(40) CHARACTER SET latin1 COLLATE latin1_german2_ci PRIMARY KEY", "CONCAT(ELT(1 + i % 4, 'ä', 'ö', 'ß', 'x'), i)")]
    [InlineData("k varbinary(40) PRIMARY KEY", "UNHEX(LEFT(SHA2(i, 256), 32))")]
    [InlineData("k binary(16) PRIMARY KEY", "UNHEX(LEFT(SHA2(i, 256), 32))")]
    [InlineData("k decimal(30,10) PRIMARY KEY", "i / 7 - 1000")]
    [InlineData("k double PRIMARY KEY", "SIN(i) * POW(10, i % 200)")]
    [InlineData("k float, j int, PRIMARY KEY (k, j)", "i / 3, i")]
    [InlineData("k date, j int, PRIMARY KEY (k, j)", "'2000-01-01' + INTERVAL i % 100 DAY, i")]
    [InlineData("k datetime(6) PRIMARY KEY", "'2000-01-01' + INTERVAL i MICROSECOND")]
    [InlineData("k timestamp(3) PRIMARY KEY", "'2000-03-26 00:00:00' + INTERVAL i * 100000 MICROSECOND")]
    [InlineData("k time(6) PRIMARY KEY", "SEC_TO_TIME(i / 7 - 2000)")]
    [InlineData("k enum('z','a','m'), j int, PRIMARY KEY (k, j)", "1 + i % 3, i")]
    [InlineData("k bit(40) PRIMARY KEY", "i * 12345")]
    [InlineData("k int, UNIQUE KEY (k)", "IF(i % 2, NULL, i)")]
    [InlineData("k int", "i % 100")]
    [InlineData("k char(5), j int NOT NULL, UNIQUE KEY (j)", "'x', i")]
    public async Task No_row_is_lost_or_doubled_where_a_table_is_cut(string columns, string values)
    {
        var names = string.Join(", ", columns.Split(", ").Where(c => c.Length > 1 && c[1] == ' ').Select(c => c[0]).Where(c => c is 'k' or 'j'));
        var source = await server.CreateDatabaseAsync(
            $"SET SESSION {(MySqlServer.IsMariaDb ? "max_recursive_iterations" : "cte_max_recursion_depth")} = 1000000" +
            $"; CREATE TABLE t ({columns}, pad varchar(300)); INSERT INTO t ({names}, pad) SELECT {values}, REPEAT(LEFT(SHA2(i, 256), 32), 8) FROM ({Many}) numbers; ANALYZE TABLE t");
        await AssertCarriedAsync(source, s => s.Workers = 3);
    }

    [Fact]
    public async Task Values_longer_than_a_packet()
    {
        var source = await server.CreateDatabaseAsync("CREATE TABLE t (id int PRIMARY KEY, b longblob, t longtext)");
        await server.Maintenance.ExecuteAsync("SET GLOBAL max_allowed_packet = 67108864");
        await source.ExecuteAsync("INSERT INTO t VALUES (1, REPEAT(UNHEX('00FF5C270A09'), 5000000), REPEAT('ä\\\\\\t\\n', 4000000)), (2, '', ''), (3, NULL, NULL)");
        try
        {
            await server.Maintenance.ExecuteAsync("SET GLOBAL max_allowed_packet = 1048576");
            if (!MySqlServer.IsMariaDb)
                await server.Maintenance.ExecuteAsync("SET GLOBAL local_infile = 1");
            await AssertCarriedAsync(source);
        }
        finally
        {
            await server.Maintenance.ExecuteAsync("SET GLOBAL max_allowed_packet = 67108864");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whether_or_not_the_server_takes_files_of_its_clients(bool localInfile)
    {
        await server.Maintenance.ExecuteAsync($"SET GLOBAL local_infile = {localInfile}");
        try
        {
            await AssertCarriedAsync(await Corpora.CreateKindsAsync(server));
        }
        finally
        {
            await server.Maintenance.ExecuteAsync($"SET GLOBAL local_infile = {MySqlServer.IsMariaDb}");
        }
    }

    [Fact]
    public async Task The_next_numbers_are_right()
    {
        var source = await server.CreateDatabaseAsync("CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, v int); INSERT INTO t (v) VALUES (1), (2), (3); DELETE FROM t WHERE id = 3; CREATE TABLE fresh (id int AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 500");
        var copy = await CopyAsync(source);
        await copy.ExecuteAsync("INSERT INTO t (v) VALUES (9); INSERT INTO fresh () VALUES ()");
        Assert.Equal(["4"], await copy.LinesAsync("SELECT MAX(id) FROM t"));
        Assert.Equal(["500"], await copy.LinesAsync("SELECT MAX(id) FROM fresh"));
    }

    private async Task AssertCarriedAsync(MySqlDatabase source, Action<DbBackup.Configuration.DatabaseSettings>? change = null)
    {
        var copy = server.AbsentDatabase();
        var dump = await NativeDump.OfAsync(source, change: change);
        await dump.RestoreAsync(copy, change: change);
        Lines.AssertNone([.. (await DatabaseContents.ReadAsync(source)).Differences(await DatabaseContents.ReadAsync(copy))]);
    }

    private async Task<MySqlDatabase> CopyAsync(MySqlDatabase source)
    {
        var copy = server.AbsentDatabase();
        await (await NativeDump.OfAsync(source)).RestoreAsync(copy);
        return copy;
    }
}
