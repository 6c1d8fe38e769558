using DbBackup.Archives;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>
/// A restore that leaves something out is found out. Each of these takes something away between the dump and the restore, as a fault in the
/// product would, and the comparison must see it. What the product reads of its own is left out by <see cref="Properties.PropertyTests"/>;
/// here are the definitions that the server writes.
/// </summary>
public sealed class MutationTests(MutationTests.Databases databases) : IClassFixture<MutationTests.Databases>
{
    private const string Schema =
        """
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE DOMAIN code AS text CONSTRAINT short CHECK (length(VALUE) < 9);
        CREATE TABLE goods (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text DEFAULT 'none' NOT NULL, mood mood, picture bytea, price numeric CHECK (price > 0));
        ALTER TABLE goods OWNER TO corpus_owner;
        ALTER TABLE goods ALTER picture SET STORAGE EXTERNAL, ALTER name SET STATISTICS 77, SET (fillfactor = 60);
        COMMENT ON TABLE goods IS 'what is sold';
        GRANT SELECT ON goods TO corpus_reader WITH GRANT OPTION;
        GRANT UPDATE (name) ON goods TO corpus_writer;
        CREATE INDEX goods_name ON goods (lower(name));
        CREATE TABLE parts (good int REFERENCES goods, n int, UNIQUE (good, n));
        CREATE SEQUENCE numbers START 5 INCREMENT 2;
        SELECT nextval('numbers'), nextval('numbers');
        CREATE VIEW dear AS SELECT * FROM goods WHERE price > 100;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER touched BEFORE UPDATE ON goods FOR EACH ROW EXECUTE FUNCTION touch();
        ALTER TABLE goods DISABLE TRIGGER touched;
        CREATE RULE quiet AS ON DELETE TO parts DO INSTEAD NOTHING;
        ALTER TABLE parts ENABLE ROW LEVEL SECURITY;
        CREATE POLICY mine ON parts USING (n > 0);
        CREATE STATISTICS goods_both ON name, price FROM goods;
        CREATE PUBLICATION news FOR TABLE goods;
        ALTER DEFAULT PRIVILEGES FOR ROLE corpus_owner GRANT SELECT ON TABLES TO corpus_reader;
        CREATE TABLE old_goods (reason text) INHERITS (goods);
        CREATE TABLE clauses (a int, b int, c text, d int, CONSTRAINT above CHECK (a > 0) NO INHERIT,
            CONSTRAINT pair UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (d), CONSTRAINT apart EXCLUDE USING btree (d WITH =) WHERE (d > 7) DEFERRABLE INITIALLY DEFERRED);
        ALTER TABLE clauses ADD CONSTRAINT unproven FOREIGN KEY (d) REFERENCES goods MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
        CREATE INDEX clauses_c ON clauses (c COLLATE "C" text_pattern_ops DESC NULLS LAST) WITH (fillfactor = 71) WHERE a > 5;
        CREATE TRIGGER picky BEFORE UPDATE OF c ON clauses FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION touch('an argument');
        INSERT INTO goods (name, price) SELECT 'good ' || i, i FROM generate_series(1, 20) i;
        INSERT INTO parts SELECT i, i FROM generate_series(1, 9) i;
        """;

    [Fact]
    public async Task Nothing_left_out_is_the_same() => Assert.Empty(await DifferencesAsync(databases.Dump));

    /// <summary>Statements by a word in them: every one of them is left out, one after the other would take longer and find no more.</summary>
    [Theory]
    [InlineData("OWNER TO")]
    [InlineData("COMMENT ON TABLE")]
    [InlineData("GRANT SELECT ON")]
    [InlineData("GRANT UPDATE (")]
    [InlineData("SET STATISTICS")]
    [InlineData("SET STORAGE")]
    [InlineData("CREATE INDEX")]
    [InlineData("PRIMARY KEY")]
    [InlineData("UNIQUE")]
    [InlineData("FOREIGN KEY")]
    [InlineData("CREATE RULE")]
    [InlineData("CREATE TRIGGER")]
    [InlineData("DISABLE TRIGGER")]
    [InlineData("CREATE POLICY")]
    [InlineData("ENABLE ROW LEVEL SECURITY")]
    [InlineData("CREATE STATISTICS")]
    [InlineData("CREATE PUBLICATION")]
    [InlineData("ALTER DEFAULT PRIVILEGES")]
    [InlineData("setval")]
    public async Task Statements_left_out_are_found(string word)
    {
        var left = 0;
        var mutant = databases.Dump.Payload.WithStatements(s => s.Sql.Contains(word, StringComparison.Ordinal) && ++left > 0 ? null : s);
        Assert.True(left > 0, $"No statement has {word} in it:\n{databases.Dump.Payload.Text(NativeFormat.PreData)}\n{databases.Dump.Payload.Text(NativeFormat.PostData)}");
        Assert.NotEmpty(await DifferencesAsync(databases.Dump with { Payload = mutant }));
    }

    [Theory]
    [InlineData("'none'::text", "'some'::text")]
    [InlineData(" WITH GRANT OPTION", "")]
    [InlineData("60", "61")]
    [InlineData("'bad'", "'worse'")]
    [InlineData("(length(VALUE) < 9)", "(length(VALUE) < 99)")]
    [InlineData("INCREMENT BY 2", "INCREMENT BY 3")]
    [InlineData("price > (100)::numeric", "price >= (100)::numeric")]
    [InlineData(" NO INHERIT", "")]
    [InlineData(" NULLS NOT DISTINCT", "")]
    [InlineData(" INCLUDE (\"d\")", "")]
    [InlineData(" DEFERRABLE INITIALLY DEFERRED", "")]
    [InlineData(" INITIALLY DEFERRED", "")]
    [InlineData(" WHERE ((d > 7))", "")]
    [InlineData(" NOT VALID", "")]
    [InlineData(" MATCH FULL", "")]
    [InlineData(" ON UPDATE CASCADE", "")]
    [InlineData(" ON DELETE SET NULL", "")]
    [InlineData(" COLLATE \"C\"", "")]
    [InlineData(" text_pattern_ops", "")]
    [InlineData(" DESC NULLS LAST", "")]
    [InlineData(" WITH (fillfactor='71')", "")]
    [InlineData(" WHERE (a > 5)", "")]
    [InlineData(" OF c", "")]
    [InlineData(" WHEN ((new.a > 1))", "")]
    [InlineData("'an argument'", "")]
    public async Task Words_that_are_others_or_missing_are_found(string word, string other)
    {
        var changed = 0;
        var mutant = databases.Dump.Payload.WithStatements(s => s.Sql.Contains(word, StringComparison.Ordinal) && ++changed > 0 ? s with { Sql = s.Sql.Replace(word, other, StringComparison.Ordinal) } : s);
        Assert.True(changed > 0, $"No statement has {word} in it:\n{databases.Dump.Payload.Text(NativeFormat.PreData)}\n{databases.Dump.Payload.Text(NativeFormat.PostData)}");
        Assert.NotEmpty(await DifferencesAsync(databases.Dump with { Payload = mutant }));
    }

    [Fact]
    public async Task Columns_in_another_order_are_found()
    {
        var source = await databases.Cluster.CreateDatabaseAsync("CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 1)");
        var copy = await databases.Cluster.CreateDatabaseAsync("CREATE TABLE t (b int, a int); INSERT INTO t VALUES (1, 1)");
        Assert.Contains(await FidelityComparison.DifferencesAsync(source, copy), d => d.StartsWith("pg_attribute: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_row_left_out_is_found()
    {
        var differences = await DifferencesAsync(databases.Dump.WithoutLastRow("public", "parts"));
        Assert.Equal(["rows: - public.parts: 9 rows", "rows: + public.parts: 8 rows"], differences.Select(d => d.Split(',')[0]));
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(Dump mutant)
    {
        var copy = await databases.Cluster.CreateDatabaseAsync();
        try
        {
            await mutant.RestoreAsync(copy);
        }
        catch (BackupException refused)
        {
            return [$"refused: {refused.Message}"]; // what follows needs what was left out
        }
        return [.. databases.Contents.Differences(await DatabaseContents.ReadAsync(copy))];
    }

    public sealed class Databases(ClusterTemplate template) : IAsyncLifetime
    {
        public PostgresCluster Cluster { get; } = new(template);

        internal Dump Dump { get; private set; } = null!;

        internal DatabaseContents Contents { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await Cluster.InitializeAsync();
            await Cluster.CreateRolesAsync("corpus_owner", "corpus_reader", "corpus_writer");
            var source = await Cluster.CreateDatabaseAsync(Schema);
            Dump = await Dump.OfAsync(source);
            Contents = await DatabaseContents.ReadAsync(source);
        }

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();
    }
}
