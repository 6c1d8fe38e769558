using System.Formats.Tar;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;
using DbBackup.Servers.Tests.PostgreSql.PgDump;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>Names and texts that would do something if anybody took them for more than names and texts. Nobody does, whoever writes and whoever reads them.</summary>
[Collection(nameof(ChangesSearchPath))]
public sealed class HostileNameTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("InProcess")]
    [InlineData("PgDump")]
    public async Task They_come_back_as_they_are_and_nothing_of_them_is_run(string schema)
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        using var folder = new TemporaryFolder();
        var source = await cluster.CreateDatabaseAsync("CREATE TABLE kept(i int); INSERT INTO kept VALUES (1)");
        await File.WriteAllLinesAsync(folder["names.sql"], Names(folder["was-here"]).Select(Script), Token);
        await source.RunScriptsAsync(folder["names.sql"]);
        await source.ExecuteAsync("CREATE SCHEMA \"a.b\"; CREATE SCHEMA a; CREATE TABLE \"a.b\".c(i int); CREATE TABLE a.\"b.c\"(i int); INSERT INTO \"a.b\".c VALUES (1); INSERT INTO a.\"b.c\" VALUES (2)");

        var dump = await NativeDump.OfAsync(source, change: s => s.Schema = Enum.Parse<Configuration.SchemaReading>(schema));
        var copy = cluster.AbsentDatabase();
        await dump.RestoreAsync(copy);
        await FidelityComparison.AssertSameAsync(source, copy);

        TarFile.ExtractToDirectory(new MemoryStream(dump.Payload), Directory.CreateDirectory(folder["extracted"]).FullName, overwriteFiles: false);
        var byHand = await cluster.CreateDatabaseAsync();
        (await Processes.RunAsync(PostgresPrograms.Of("psql"), ["-X", "-q", "-o", "/dev/null", "-d", byHand.ConnectionArgument, "-f", "restore.sql"], cluster.ClientEnvironment, folder["extracted"], Token)).Succeeded();
        await FidelityComparison.AssertSameAsync(source, byHand);
        Assert.False(File.Exists(folder["was-here"]));
    }

    // As in CVE-2025-8714, CVE-2025-8715 and CVE-2025-12762.
    private static IEnumerable<string> Names(string file) =>
    [
        $"x\n\\! touch {file}", $"y\r\n\\copy kept from program 'touch {file}'", "z\"; DROP TABLE kept; --", "q'; DROP TABLE kept; --", "\n-- Name: a; Type: DATABASE; Schema: -; Owner: b", "$$ $1 $x$", "a\\b", "%s %I {0}",
        "🐘 ÄÖ", "select", "Case", "case", new string('n', 63), "`touch`", "a\n;\n\\.\n", "/* not a comment", "-- nor this", "E'\\",
    ];

    private static string Script(string name, int number)
    {
        var (quoted, text) = (Sql.Name(name), Sql.Text(name));
        return
            $"""
            CREATE TABLE {quoted}({Sql.Name(Shorter(name, "c"))} text DEFAULT {text}, i int CONSTRAINT {quoted} CHECK (i > 0)); INSERT INTO {quoted} VALUES ({text}, 1);
            COMMENT ON TABLE {quoted} IS {text}; CREATE VIEW {Sql.Name(Shorter(name, "v"))} AS SELECT {text}::text AS {quoted}; CREATE INDEX ON {quoted}(i);
            CREATE FUNCTION {Sql.Name(Shorter(name, "f"))}({quoted} int) RETURNS text LANGUAGE plpgsql AS {Sql.Text($"BEGIN RETURN {text}; END")};
            CREATE FUNCTION body_{number}() RETURNS text BEGIN ATOMIC SELECT CASE WHEN true THEN {text}::text END; SELECT {text}::text; END;
            """;
    }

    // Distinct from the table's own, and no longer than a name may be.
    private static string Shorter(string name, string kind) => kind + (name.Length == 63 ? name[1..] : name);
}
