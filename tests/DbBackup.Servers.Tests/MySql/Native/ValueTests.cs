using CsCheck;
using DbBackup.Connectors;
using DbBackup.Servers.Tests.MySql.Fidelity;
using DbBackup.Servers.Tests.MySql.Random;

namespace DbBackup.Servers.Tests.MySql.Native;

/// <summary>Rows come back bit by bit, whatever is in them, however long they are and however their tables are cut.</summary>
public sealed class ValueTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private static readonly string Recursion = MySqlServer.IsMariaDb ? "max_recursive_iterations" : "cte_max_recursion_depth";

    private const string Many = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT i FROM n";

    [Theory]
    [InlineData("k int PRIMARY KEY", "i * 7 - 50000", true)]
    [InlineData("k bigint unsigned PRIMARY KEY", "18446744073709551615 - i", true)]
    [InlineData("k bigint PRIMARY KEY", "IF(i % 2, -9223372036854775808 + i, 9223372036854775807 - i)", true)]
    [InlineData("k int NOT NULL, j int NOT NULL, PRIMARY KEY (k, j)", "i % 3, i", true)]
    [InlineData("k int NOT NULL, j int NOT NULL, PRIMARY KEY (k, j)", "IF(i < 20000, 1, i), i", true)]
    [InlineData("k varchar(40) PRIMARY KEY", "CONCAT(CHAR(33 + i % 90), '\\'\\\\', i)", true)]
    [InlineData("k varchar(40) COLLATE utf8mb4_unicode_ci, j int, PRIMARY KEY (k, j)", "ELT(1 + i % 6, 'a', 'A', 'ä', 'Ä', 'a ', 'ß'), i", true)]
    [InlineData("k varchar(40) CHARACTER SET latin1 COLLATE latin1_german2_ci PRIMARY KEY", "CONCAT(ELT(1 + i % 4, 'ä', 'ö', 'ß', 'x'), i)", true)]
    [InlineData("k varbinary(40) PRIMARY KEY", "UNHEX(LEFT(SHA2(i, 256), 32))", true)]
    [InlineData("k binary(16) PRIMARY KEY", "UNHEX(LEFT(SHA2(i, 256), 32))", true)]
    [InlineData("k decimal(30,10) PRIMARY KEY", "i / 7 - 1000", false)]
    [InlineData("k double PRIMARY KEY", "SIN(i) * POW(10, i % 200)", false)]
    [InlineData("k float, j int, PRIMARY KEY (k, j)", "i / 3, i", false)]
    [InlineData("k date, j int, PRIMARY KEY (k, j)", "'2000-01-01' + INTERVAL i % 100 DAY, i", false)]
    [InlineData("k datetime(6) PRIMARY KEY", "'2000-01-01' + INTERVAL i MICROSECOND", false)]
    [InlineData("k timestamp(3) PRIMARY KEY", "'2000-03-26 00:00:00' + INTERVAL i * 100000 MICROSECOND", false)]
    [InlineData("k time(6) PRIMARY KEY", "SEC_TO_TIME(i / 7 - 2000)", false)]
    [InlineData("k enum('z','a','m'), j int, PRIMARY KEY (k, j)", "1 + i % 3, i", false)]
    [InlineData("k bit(40) PRIMARY KEY", "i * 12345", false)]
    [InlineData("k int, UNIQUE KEY (k)", "IF(i % 2, NULL, i)", false)]
    [InlineData("k int", "i % 100", false)]
    [InlineData("k char(5), j int NOT NULL, UNIQUE KEY (j)", "'x', i", false)]
    public async Task No_row_is_lost_or_doubled_where_a_table_is_cut(string columns, string values, bool isCut)
    {
        var names = string.Join(", ", columns.Split(", ").Where(c => c.Length > 1 && c[1] == ' ').Select(c => c[0]).Where(c => c is 'k' or 'j'));
        var source = await server.CreateDatabaseAsync(
            $"SET SESSION {Recursion} = 1000000; CREATE TABLE t ({columns}, number int, pad varchar(300));" +
            $"INSERT INTO t ({names}, number, pad) SELECT {values}, i, REPEAT(LEFT(SHA2(i, 256), 32), 8) FROM ({Many}) numbers; ANALYZE TABLE t");
        var slices = await SlicesAsync(source, 20);
        Assert.Equal(isCut, slices.Count > 1);
        Assert.Equal(Enumerable.Range(1, 60000), slices.SelectMany(numbers => numbers).Order());
        await AssertCarriedAsync(source, s => s.Workers = 3);
    }

    /// <summary>Whatever the keys are, and into however many slices their table is cut.</summary>
    [Fact]
    public Task Slices_are_the_table_without_a_gap_and_without_an_overlap() => Gen.Select(Gen.OneOf([.. RandomValues.Kinds.Where(kind => kind.Key is "{0}")]), Gen.Int[2, 40]).SelectMany((kind, cuts) =>
        kind.Value.Array[1, 60].Select(values => (kind.Type, Values: values, Cuts: cuts))).SampleAsync(
        async table =>
        {
            var rows = table.Values.Select((value, number) => $"INSERT IGNORE INTO t VALUES ({value}, {number})");
            var source = await server.CreateDatabaseAsync(
                $"SET SESSION sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'; CREATE TABLE t (k {table.Type.Replace(" NULL", "", StringComparison.Ordinal)} PRIMARY KEY, number int); {string.Join("; ", rows)}");
            var all = await source.LinesAsync("SELECT number FROM t ORDER BY number");
            Assert.Equal(all.Select(int.Parse), (await SlicesAsync(source, table.Cuts)).SelectMany(numbers => numbers).Order());
            await server.DropAsync(source);
        },
        iter: 40, threads: 1, print: table => $"{table.Type} in {table.Cuts}: {string.Join(", ", table.Values)}");

    /// <summary>What functions put into a document of MySQL that its text does not tell would come back as another value. MariaDB's documents are texts.</summary>
    [Theory]
    [InlineData("NULL", false)]
    [InlineData("'{\"b\": 9.99, \"a\": [1e100, -4.4933484651384223e198, 18446744073709551615, 0.1, -0.0, 1.0, 100]}'", false)]
    [InlineData("'[\"2020-01-01\", \"1.50\", \"10:00:00.000000\"]'", false)]
    [InlineData("JSON_OBJECT('price', 9.99)", false)]
    [InlineData("JSON_OBJECT('price', 1.50)", true)]
    [InlineData("JSON_ARRAY(JSON_OBJECT('prices', JSON_ARRAY(1, 12345.60)))", true)]
    [InlineData("JSON_ARRAY(1.123456789012345678901)", true)]
    [InlineData("JSON_OBJECT('day', CAST('2020-01-01' AS DATE))", true)]
    [InlineData("JSON_ARRAY(CAST('10:00' AS TIME(6)))", true)]
    [InlineData("JSON_ARRAY(TIMESTAMP '2020-01-01 10:00:00')", true)]
    public async Task Documents_come_back_as_they_are_or_are_refused(string document, bool isMoreThanItsText)
    {
        var source = await server.CreateDatabaseAsync($"CREATE TABLE of_documents (id int PRIMARY KEY, j json, k json); INSERT INTO of_documents VALUES (1, '[]', NULL), (2, NULL, {document}), (3, 'null', '1')");
        if (isMoreThanItsText && !MySqlServer.IsMariaDb)
        {
            var refusal = (await NativeDump.RefusalAsync(source.ConnectionString)).Message;
            Assert.Contains("`of_documents`", refusal, StringComparison.Ordinal);
            Assert.Contains("\"TypedJson\": \"Text\"", refusal, StringComparison.Ordinal);
            await (await NativeDump.OfAsync(source, change: s => s.TypedJson = Configuration.TypedJsonDocuments.Text)).RestoreAsync(server.AbsentDatabase());
            return;
        }
        var copy = await CopyAsync(source);
        const string Texts = "SELECT id, CAST(j AS CHAR), CAST(k AS CHAR) FROM of_documents ORDER BY id";
        Assert.Equal(await source.LinesAsync(Texts), await copy.LinesAsync(Texts));
    }

    /// <summary>A server that calculates the statistics of a table again and again while it is filled is kept from it for that time alone.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("STATS_AUTO_RECALC=1")]
    [InlineData("STATS_AUTO_RECALC=0 STATS_PERSISTENT=1")]
    public async Task A_large_table_has_its_statistics_and_its_options(string options)
    {
        var source = await server.CreateDatabaseAsync(
            $"SET SESSION {Recursion} = 1000000; CREATE TABLE t (k int PRIMARY KEY, pad varchar(300), KEY (pad)) {options}; INSERT INTO t SELECT i, REPEAT(LEFT(SHA2(i, 256), 32), 8) FROM ({Many}) numbers");
        var copy = await CopyAsync(source);
        const string Definition = "SHOW CREATE TABLE t";
        Assert.Equal(await source.LinesAsync(Definition), await copy.LinesAsync(Definition));
        // An estimate from a few pages; without statistics it is 0, and from the first part alone a few thousand.
        Assert.InRange(await copy.ScalarAsync<ulong>($"SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = {Sql.Text(copy.Name)}"), 30_000UL, 120_000UL);
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

    // The numbers of the rows in each slice of the one table, which is said to be so large that it is cut into so many.
    private static async Task<List<IReadOnlyList<int>>> SlicesAsync(MySqlDatabase source, int cuts)
    {
        var settings = MySqlConnectionSettings.Parse(new() { Name = "shop", Engine = "MySql", ConnectionString = source.ConnectionString });
        await using var session = await new Connectors.MySqlServer(settings).OpenAsync(TestContext.Current.CancellationToken);
        var version = await MySqlServerVersion.ReadAsync(session, settings, TestContext.Current.CancellationToken);
        var schema = await new MySqlSchemaReader(session, version, settings, []).ReadAsync(TestContext.Current.CancellationToken);
        var large = schema with { Tables = [.. schema.Tables.Select(t => t with { Bytes = cuts * (64L << 20) })] };
        await session.ExecuteAsync("SET character_set_results = NULL", TestContext.Current.CancellationToken);
        var slices = new List<IReadOnlyList<int>>();
        foreach (var stream in await MySqlStreamPlan.OfAsync(large, default, session, sessions: 2, TestContext.Current.CancellationToken))
            slices.Add(await session.QueryAsync($"SELECT number FROM t{stream.Condition}", row => row.GetInt32(0), TestContext.Current.CancellationToken));
        return slices;
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
