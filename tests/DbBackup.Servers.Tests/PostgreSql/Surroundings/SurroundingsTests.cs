using DbBackup.Archives;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;
using DbBackup.Servers.Tests.PostgreSql.Native;

namespace DbBackup.Servers.Tests.PostgreSql.Surroundings;

/// <summary>What a database needs of the server around it: places for its files, providers of labels, extensions with rows of the application.</summary>
[Collection(nameof(ChangesSearchPath))]
public sealed class SurroundingsTests(ClusterTemplate template) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PostgresCluster _cluster = new(template);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Tablespaces_of_tables_indexes_views_and_partitions()
    {
        await _cluster.InitializeAsync();
        await MakeTablespacesAsync("fast \"disk\"", "slow");
        var source = await _cluster.CreateDatabaseAsync(
            """"
            CREATE TABLE t(i int PRIMARY KEY USING INDEX TABLESPACE slow, n text) TABLESPACE "fast ""disk""";
            CREATE INDEX t_n ON t(n) TABLESPACE "fast ""disk""";
            CREATE TABLE p(i int) PARTITION BY LIST (i) TABLESPACE slow; CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2) TABLESPACE "fast ""disk""";
            CREATE INDEX p_i ON p(i) TABLESPACE slow; CREATE TABLE elsewhere(i int); INSERT INTO t VALUES (1, 'a'); INSERT INTO p VALUES (1), (2);
            CREATE MATERIALIZED VIEW m TABLESPACE slow AS SELECT count(*) FROM t;
            """");
        foreach (var schema in (string[])["InProcess", "PgDump"])
        {
            using var path = schema == "PgDump" ? SearchPath.WithPrograms(PostgresPrograms.Folder) : null;
            var copy = _cluster.AbsentDatabase();
            await (await NativeDump.OfAsync(source, change: s => s.Schema = Enum.Parse<Configuration.SchemaReading>(schema))).RestoreAsync(copy);
            await FidelityComparison.AssertSameAsync(source, copy);
        }
    }

    [Fact]
    public async Task A_tablespace_that_the_target_lacks_is_named_before_anything_changes()
    {
        await _cluster.InitializeAsync();
        await MakeTablespacesAsync("gone");
        var source = await _cluster.CreateDatabaseAsync("CREATE TABLE t(i int) TABLESPACE gone; CREATE TABLE kept(i int); INSERT INTO kept VALUES (1)");
        var dump = await NativeDump.OfAsync(source);
        await source.ExecuteAsync("ALTER TABLE t SET TABLESPACE pg_default");
        await _cluster.Maintenance.ExecuteAsync("DROP TABLESPACE gone");
        Assert.Contains("tablespace \"gone\"", (await dump.RestoreRefusalAsync(source)).Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await source.LinesAsync("SELECT i FROM kept"));
    }

    /// <summary>No package has a provider; this one takes every label.</summary>
    [Fact]
    public async Task Security_labels_on_every_kind_of_object_that_takes_one()
    {
        await StartWithLabelsAsync();
        var source = await _cluster.CreateDatabaseAsync(
            """
            CREATE SCHEMA s; CREATE TABLE s.t(i int PRIMARY KEY, n text); CREATE VIEW s.v AS SELECT 1 AS one; CREATE MATERIALIZED VIEW s.m AS SELECT 2 AS two; CREATE SEQUENCE s.q;
            CREATE FUNCTION s.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE PROCEDURE s.p() LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE s.a(int) (SFUNC = int4pl, STYPE = int);
            CREATE TYPE s.e AS ENUM ('x'); CREATE DOMAIN s.d AS int; CREATE FOREIGN DATA WRAPPER w; CREATE SERVER far FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE s.ft(i int) SERVER far;
            CREATE FUNCTION s.on_event() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION s.on_event();
            CREATE PUBLICATION pub FOR TABLE s.t; SELECT lo_create(4711);
            SECURITY LABEL FOR tests ON SCHEMA s IS 'a schema'; SECURITY LABEL ON TABLE s.t IS 'it''s a\table'; SECURITY LABEL ON COLUMN s.t.n IS 'a column';
            SECURITY LABEL ON VIEW s.v IS 'a view'; SECURITY LABEL ON MATERIALIZED VIEW s.m IS 'a materialized view'; SECURITY LABEL ON SEQUENCE s.q IS 'a sequence';
            SECURITY LABEL ON FUNCTION s.f(int) IS 'a function'; SECURITY LABEL ON PROCEDURE s.p() IS 'a procedure'; SECURITY LABEL ON AGGREGATE s.a(int) IS 'an aggregate';
            SECURITY LABEL ON TYPE s.e IS 'a type'; SECURITY LABEL ON DOMAIN s.d IS 'a domain'; SECURITY LABEL ON FOREIGN TABLE s.ft IS 'a foreign table'; SECURITY LABEL ON COLUMN s.ft.i IS 'its column';
            SECURITY LABEL ON EVENT TRIGGER et IS 'an event trigger'; SECURITY LABEL ON PUBLICATION pub IS 'a publication'; SECURITY LABEL ON LARGE OBJECT 4711 IS 'a large object';
            """);
        await source.ExecuteAsync($"SECURITY LABEL ON DATABASE {Sql.Name(source.Name)} IS 'the database'");
        var copy = _cluster.AbsentDatabase();
        await (await NativeDump.OfAsync(source)).RestoreAsync(copy);
        Assert.Equal(["16"], await copy.LinesAsync("SELECT count(*) FROM pg_seclabel WHERE provider = 'tests'"));
        await FidelityComparison.AssertSameAsync(source, copy);
    }

    [Fact]
    public async Task Rows_of_an_extensions_configuration_tables_by_their_conditions()
    {
        var (program, settings) = InstalledExtension.Into(_folder.Path, await VersionAsync());
        await ServerAccount.GiveAsync(_folder.Path, Token);
        _cluster.Program = program;
        _cluster.Settings.AddRange(settings);
        await _cluster.InitializeAsync();
        var source = await _cluster.CreateDatabaseAsync(
            "CREATE SCHEMA menu; CREATE EXTENSION dbbackup_menu; INSERT INTO menu.dishes(name) VALUES ('stew'), ('pie'); UPDATE menu.dishes SET name = 'broth' WHERE is_standard AND name = 'soup';" +
            "INSERT INTO menu.choices VALUES ('colour', 'red'); DELETE FROM menu.internal; CREATE TABLE own(i int REFERENCES menu.dishes)");
        var copy = _cluster.AbsentDatabase();
        var dump = await NativeDump.OfAsync(source);
        Assert.Equal(["menu.choices 1", "menu.dishes 2", "public.own 0"], dump.Result.Tables.Select(t => $"{t.Name} {t.Rows}"));
        await dump.RestoreAsync(copy);
        Assert.Equal(["pie | f", "salad | t", "soup | t", "stew | f"], await copy.LinesAsync("SELECT name, is_standard FROM menu.dishes ORDER BY name"));
        Assert.Equal(["colour | red"], await copy.LinesAsync("SELECT * FROM menu.choices"));
        Assert.Equal(["2"], await copy.LinesAsync("SELECT count(*) FROM menu.internal"));
        await FidelityComparison.AssertSameAsync(source, copy, "menu.dishes", "menu.internal");
        Assert.Equal(["5"], await copy.LinesAsync("INSERT INTO menu.dishes(name) VALUES ('cake') RETURNING id"));
        Assert.Equal(["dbbackup_menu 1.0"], NativePayload.Read(dump.Payload).Json(NativeFormat.Backup)["requirements"]!["extensions"]!.AsArray().Select(e => e!.GetValue<string>()));
    }

    private async Task StartWithLabelsAsync()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "PostgreSql", "Surroundings", "label_provider.c");
        (await Processes.RunAsync("gcc", ["-shared", "-fPIC", $"-DPG_MAJOR={await VersionAsync()}", "-o", _folder["label_provider.so"], source], token: Token)).Succeeded();
        await ServerAccount.GiveAsync(_folder.Path, Token);
        _cluster.Settings.Add($"shared_preload_libraries={_folder["label_provider.so"]}");
        await _cluster.InitializeAsync();
    }

    private async Task MakeTablespacesAsync(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var place = Directory.CreateDirectory(_folder[$"space {Guid.NewGuid():n}"]).FullName;
            await ServerAccount.GiveAsync(_folder.Path, Token);
            await _cluster.Maintenance.ExecuteAsync($"CREATE TABLESPACE {Sql.Name(name)} LOCATION {Sql.Text(place)}");
        }
    }

    private static async Task<int> VersionAsync()
    {
        var said = (await Processes.RunAsync(PostgresPrograms.Of("postgres"), ["--version"], token: Token)).Succeeded();
        return int.Parse(said.Split(' ')[2].Split('.')[0], provider: null);
    }
}
