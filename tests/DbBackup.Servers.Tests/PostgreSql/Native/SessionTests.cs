using System.Buffers.Binary;
using System.Diagnostics;
using DbBackup.Archives;
using DbBackup.Configuration;
using DbBackup.Connectors;
using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>The sessions of a dump: what they have set, whatever server, database and role say, and how many of them read rows.</summary>
public sealed class SessionTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("row_security", "on", "off")]
    [InlineData("DateStyle", "'German, DMY'", "ISO, YMD")]
    [InlineData("IntervalStyle", "sql_standard", "postgres")]
    [InlineData("extra_float_digits", "-15", "3")]
    [InlineData("TimeZone", "'Asia/Kathmandu'", "UTC")]
    [InlineData("search_path", "evil, pg_catalog", "")]
    [InlineData("statement_timeout", "'1min'", "0")]
    [InlineData("lock_timeout", "'1min'", "0")]
    [InlineData("idle_in_transaction_session_timeout", "'1min'", "0")]
    [InlineData("synchronize_seqscans", "on", "off")]
    [InlineData("client_encoding", "'LATIN1'", "UTF8")]
    public async Task What_the_role_or_the_database_has_set_does_not_count(string name, string hostile, string ours)
    {
        await cluster.CreateRolesAsync("hostile");
        await cluster.Maintenance.ExecuteAsync($"ALTER ROLE hostile LOGIN; ALTER ROLE hostile SET {name} = {hostile}");
        var database = await cluster.CreateDatabaseAsync();
        await cluster.Maintenance.ExecuteAsync($"ALTER DATABASE {Sql.Name(database.Name)} SET {name} = {hostile}");

        await using var server = new PgServer(PgConnectionSettings.Parse(new DatabaseSettings { Name = "orders", Engine = "PostgreSql", ConnectionString = cluster.ConnectionString(database.Name, "hostile") }));
        await using var session = await server.OpenAsync(Token);

        Assert.Equal([ours], await PostgresDatabase.LinesAsync(session, $"SELECT current_setting('{name}')"));
    }

    /// <summary>A scan of a large table begins where another one is, unless it is told not to.</summary>
    [Fact]
    public async Task Rows_come_as_they_lie_though_others_are_in_the_middle_of_the_table()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE large AS SELECT i, repeat(md5(i::text), 60) AS pad FROM generate_series(1, 12000) i; ALTER TABLE large SET (autovacuum_enabled = off)");
        await using var other = await database.OpenAsync();
        await PostgresDatabase.ExecuteAsync(other, "BEGIN; DECLARE half NO SCROLL CURSOR FOR SELECT i FROM large; MOVE 6000 FROM half");
        Assert.NotEqual(["1"], await database.LinesAsync("SELECT i FROM large LIMIT 1"));

        var payload = NativePayload.Read((await NativeDump.OfAsync(database)).Payload);

        const int header = 19, columns = 2, length = 4;
        var rows = payload.Content(payload.Names.First(name => name.StartsWith("data/", StringComparison.Ordinal)));
        Assert.Equal(1, BinaryPrimitives.ReadInt32BigEndian(rows.AsSpan(header + columns + length)));
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    public async Task Two_sessions_read_rows_unless_it_is_said_how_many(int? workers, int sessions)
    {
        var database = await cluster.CreateDatabaseAsync(string.Concat(Enumerable.Range(1, 4).Select(n => $"CREATE TABLE t{n} AS SELECT repeat(md5(i::text), 100) AS pad FROM generate_series(1, 8000) i;")));
        var seen = new List<long>();
        var destination = new CallbackStream(bytes =>
        {
            if (bytes > 4_000_000)
                seen.Add(ReadersAsync(database, atLeast: seen.Count == 0 ? sessions : 0).GetAwaiter().GetResult());
        });

        await NativeDump.Connector(database.ConnectionString, s => s.Workers = workers).DumpAsync(destination, new DumpOptions(), Token);

        Assert.Equal(sessions, seen.Max());
    }

    private static async Task<long> ReadersAsync(PostgresDatabase database, int atLeast)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(20, Token))
        {
            var readers = await database.Cluster.Maintenance.ScalarAsync<long>($"SELECT count(*) FROM pg_stat_activity WHERE datname = {Sql.Text(database.Name)} AND query LIKE 'COPY %'");
            if (readers >= atLeast || since.Elapsed > Patience)
                return readers;
        }
    }
}
