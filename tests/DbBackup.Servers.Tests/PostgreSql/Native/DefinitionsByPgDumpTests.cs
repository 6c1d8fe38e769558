using DbBackup.Archives;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;
using DbBackup.Servers.Tests.PostgreSql.PgDump;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>What cannot be written in process is written by <c>pg_dump</c>, in the same snapshot and the same archive, or is refused with both reasons.</summary>
[Collection(nameof(ChangesSearchPath))]
public sealed class DefinitionsByPgDumpTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    /// <summary>A table whose column has the type of a view that needs a key, which is made after the rows: in process no order of statements makes it.</summary>
    private const string OnlyByPgDump =
        """
        CREATE TABLE songs(id int PRIMARY KEY, name text); INSERT INTO songs VALUES (1, 'a'), (2, 'b');
        CREATE VIEW named AS SELECT id, name FROM songs GROUP BY id;
        CREATE TABLE plays(song named, at timestamptz); INSERT INTO plays VALUES ((1, 'a'), now()), (NULL, NULL);
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_something_cannot_be_written_in_process_pg_dump_writes_the_definitions()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync(OnlyByPgDump);
        var dump = await NativeDump.OfAsync(source);
        var backup = NativePayload.Read(dump.Payload).Json(NativeFormat.Backup);
        Assert.Equal("PgDump", backup["schema"]!.GetValue<string>());
        Assert.StartsWith("pg_dump ", backup["schemaProgram"]!.GetValue<string>(), StringComparison.Ordinal);

        var copy = cluster.AbsentDatabase();
        await dump.RestoreAsync(copy);
        await FidelityComparison.AssertSameAsync(source, copy);
    }

    [Fact]
    public async Task Where_nothing_stands_against_it_they_are_written_in_process_though_the_program_is_there()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var dump = await NativeDump.OfAsync(await cluster.CreateDatabaseAsync("CREATE TABLE t(i int)"));
        Assert.Equal("InProcess", NativePayload.Read(dump.Payload).Json(NativeFormat.Backup)["schema"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_the_program_or_with_an_older_one_both_reasons_are_told_when_checked_and_when_backed_up()
    {
        var source = await cluster.CreateDatabaseAsync(OnlyByPgDump);
        using (SearchPath.Empty())
            await AssertRefusedAsync(source, null, "TABLE \"public\".\"plays\" needs VIEW \"public\".\"named\"", "there is no pg_dump on the PATH");
        using (SearchPath.WithPrograms(PostgresPrograms.Folder).With("pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.24'"))
            await AssertRefusedAsync(source, null, "TABLE \"public\".\"plays\" needs VIEW \"public\".\"named\"", $"is version 9, the server is version {cluster.Version}");
    }

    [Fact]
    public async Task What_neither_of_them_can_write_is_refused_with_both_reasons()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync("CREATE FUNCTION f(i int) RETURNS int LANGUAGE sql AS 'SELECT 1'");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder["circle.sql"], "CREATE FUNCTION g(i int) RETURNS int BEGIN ATOMIC SELECT f(i); END; CREATE OR REPLACE FUNCTION f(i int) RETURNS int BEGIN ATOMIC SELECT g(i); END;", Token);
        await source.RunScriptsAsync(folder["circle.sql"]);
        var refusal = (await NativeDump.RefusalAsync(source.ConnectionString)).Message;
        Assert.Contains("need each other in a circle", refusal, StringComparison.Ordinal);
        Assert.Contains("could not resolve dependency loop", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_it_in_process_gets_no_other()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        await AssertRefusedAsync(await cluster.CreateDatabaseAsync(OnlyByPgDump), s => s.Schema = SchemaReading.InProcess, "TABLE \"public\".\"plays\" needs", "\"Schema\": \"Auto\"");
    }

    [Fact]
    public async Task What_nobody_carries_is_refused_though_the_program_is_there()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync("CREATE TABLE t (i int); CREATE INDEX broken_index ON t (i)");
        await source.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken_index'::regclass");
        foreach (var schema in Enum.GetValues<SchemaReading>())
            await AssertRefusedAsync(source, s => s.Schema = schema, "broken_index");
    }

    /// <summary>The program would put the columns in another order; its own text of source and copy is the same.</summary>
    [Fact]
    public async Task What_the_program_would_lose_is_named_and_goes_only_when_it_is_forced()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync(
            "CREATE TABLE p(a int); CREATE TABLE c(b int, g int GENERATED ALWAYS AS (b * 2) STORED) INHERITS (p); ALTER TABLE p ADD z int; INSERT INTO c(a, b, z) VALUES (1, 2, 3)");
        await AssertRefusedAsync(source, null, "generated columns", "the order of the columns of \"public\".\"p\"", "\"Schema\": \"PgDump\"");

        var dump = await NativeDump.OfAsync(source, change: s => s.Schema = SchemaReading.PgDump);
        Assert.Contains(NativePayload.Read(dump.Payload).Json(NativeFormat.Backup)["notContained"]!.AsArray(), lost => lost!.GetValue<string>().Contains("order of the columns", StringComparison.Ordinal));
        var copy = cluster.AbsentDatabase();
        await dump.RestoreAsync(copy);
        Assert.Equal(["1 | 2 | 4 | 3"], await copy.LinesAsync("SELECT a, b, g, z FROM c"));
    }

    /// <summary>A catalog of the server that this version does not know; <c>pg_dump</c> does not know it either.</summary>
    [Fact]
    public async Task A_row_of_a_catalog_that_is_not_on_the_list_is_named()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync("SET allow_system_table_mods = on; CREATE TABLE pg_catalog.pg_future(oid oid); INSERT INTO pg_catalog.pg_future VALUES (77777)");
        await AssertRefusedAsync(source, s => s.Schema = SchemaReading.InProcess, "ow 77777 of pg_future");
        await AssertRefusedAsync(source, null, "ow 77777 of pg_future", "it would not carry TABLE \"pg_catalog\".\"pg_future\"");
    }

    [Fact]
    public async Task A_part_of_a_database_is_no_matter_for_it()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync(OnlyByPgDump);
        await AssertRefusedAsync(source, s => s.Schemas = ["public"], "TABLE \"public\".\"plays\" needs", "'Schemas' or 'Exclude'");
        await AssertRefusedAsync(source, s => (s.Schemas, s.Schema) = (["public"], SchemaReading.PgDump), "'Schemas' or 'Exclude'");
    }

    [Fact]
    public async Task Every_kind_of_object()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await Corpora.CreateKindsAsync(cluster);
        await source.ExecuteAsync("DO $$ DECLARE l text; BEGIN FOR l IN SELECT quote_ident(lanname) FROM pg_language WHERE oid >= 16384 LOOP EXECUTE 'DROP LANGUAGE ' || l || ' CASCADE'; END LOOP; END $$");
        var copy = cluster.AbsentDatabase();
        using var app = new BackupApp();
        app.Configure("source", source.ConnectionString, ("Schema", "PgDump")).Configure("copy", copy.ConnectionString);
        await app.CopyAsync("source", "copy");
        Lines.AssertNone([.. (await FidelityComparison.DifferencesAsync(source, copy)).Where(difference => !IsOfPgDump(difference))]);
    }

    // It puts inherited columns first, options in the order of their names, and a domain's inherited default into words of its own; of operators that
    // were never defined it carries neither owner nor comment.
    private static bool IsOfPgDump(string difference) =>
        ((string[])["shop.dog", "shop.pet", "shop.stray", "pg_foreign_", "pg_user_mapping: ", "type shop.small", "operator shop.~>", "pg_dump: the same lines in another order"])
        .Any(word => difference.Contains(word, StringComparison.Ordinal));

    private static async Task AssertRefusedAsync(PostgresDatabase source, Action<DatabaseSettings>? change, params string[] said)
    {
        var refusal = (await NativeDump.RefusalAsync(source.ConnectionString, change)).Message;
        var inspected = Assert.Single((await NativeDump.Connector(source.ConnectionString, change).InspectAsync(Token)).Refusals);
        Assert.All(said, words => Assert.Contains(words, refusal, StringComparison.Ordinal));
        Assert.Equal(refusal, inspected);
        Assert.DoesNotContain('\n', refusal);
        Assert.EndsWith(".", refusal, StringComparison.Ordinal);
    }
}
