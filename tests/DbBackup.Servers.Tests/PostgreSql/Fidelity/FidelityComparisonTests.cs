namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>The comparison itself: it finds equal what is equal, and every difference that was made by hand.</summary>
public sealed class FidelityComparisonTests(FidelityComparisonTests.Databases databases) : IClassFixture<FidelityComparisonTests.Databases>
{
    [Fact]
    public async Task A_file_copy_is_the_same() => await FidelityComparison.AssertSameAsync(databases.Source, await databases.CopyAsync());

    [Fact]
    public async Task Another_database_is_not()
    {
        var differences = await FidelityComparison.DifferencesAsync(databases.Source, await databases.Cluster.CreateDatabaseAsync());
        Assert.All(["pg_dump", "pg_class", "pg_proc", "pg_depend", "sequence states", "rows"], part => Assert.Contains(differences, d => d.StartsWith($"{part}: - ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ALTER TABLE shop.hen OWNER TO corpus_owner")]
    [InlineData("COMMENT ON TABLE shop.columns IS NULL")]
    [InlineData("COMMENT ON COLUMN shop.columns.plain IS 'x'")]
    [InlineData("GRANT SELECT ON shop.hen TO corpus_reader")]
    [InlineData("GRANT SELECT (plain) ON shop.columns TO corpus_writer")]
    [InlineData("REVOKE GRANT OPTION FOR SELECT ON shop.columns FROM corpus_reader CASCADE")]
    [InlineData("REVOKE EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text) FROM PUBLIC; GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text) TO corpus_reader")]
    [InlineData("ALTER TABLE shop.columns ALTER amount DROP DEFAULT")]
    [InlineData("ALTER TABLE shop.columns ALTER external SET STORAGE MAIN")]
    [InlineData("ALTER TABLE shop.columns ALTER plain SET STATISTICS 501")]
    [InlineData("ALTER TABLE shop.columns ALTER squeezed SET COMPRESSION default")]
    [InlineData("ALTER TABLE shop.columns SET (toast.autovacuum_vacuum_threshold = 1)")]
    [InlineData("ALTER TABLE shop.watched ENABLE TRIGGER disabled")]
    [InlineData("ALTER TABLE shop.sales_old ENABLE TRIGGER on_partitions")]
    [InlineData("ALTER SEQUENCE shop.plain RESTART WITH 2")]
    [InlineData("ALTER SEQUENCE shop.untouched RESTART WITH 43")]
    [InlineData("DELETE FROM shop.indexed WHERE id = 77")]
    [InlineData("UPDATE shop.columns SET collated = NULL WHERE collated = ''")]
    [InlineData("INSERT INTO shop.no_columns SELECT")]
    [InlineData("ALTER TABLE shop.unproven DROP CONSTRAINT unproven_fk")]
    [InlineData("ALTER TABLE shop.dog NO INHERIT shop.animal")]
    [InlineData("ALTER TABLE shop.pet NO INHERIT shop.owned; ALTER TABLE shop.pet INHERIT shop.owned")]
    [InlineData("ALTER INDEX shop.indexed_expressions ALTER COLUMN 2 SET STATISTICS 301")]
    [InlineData("ALTER TABLE shop.indexed SET WITHOUT CLUSTER")]
    [InlineData("ALTER TABLE shop.identity_full REPLICA IDENTITY DEFAULT")]
    [InlineData("REFRESH MATERIALIZED VIEW shop.not_filled")]
    [InlineData("ALTER TYPE shop.status RENAME VALUE 'packed' TO 'wrapped'")]
    [InlineData("SELECT lo_put(424242, 0, '\\x01')")]
    [InlineData("SELECT lo_unlink(424243)")]
    [InlineData("COMMENT ON LARGE OBJECT 424242 IS NULL")]
    [InlineData("CREATE OR REPLACE FUNCTION shop.add(a int, b int DEFAULT 4) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF COST 7 AS 'SELECT a + b'")]
    [InlineData("ALTER FUNCTION shop.table_of(int) RESET work_mem")]
    [InlineData("ALTER FUNCTION shop.table_of(int) SET work_mem = '9MB'")]
    [InlineData("ALTER FUNCTION shop.table_of(int) RESET ALL")]
    [InlineData("ALTER TABLE shop.secured NO FORCE ROW LEVEL SECURITY")]
    [InlineData("ALTER POLICY own_rows ON shop.secured TO corpus_reader")]
    [InlineData("ALTER PUBLICATION of_schema SET (publish = 'insert')")]
    [InlineData("ALTER STATISTICS shop.all_kinds SET STATISTICS 5")]
    [InlineData("ALTER EVENT TRIGGER starts ENABLE")]
    [InlineData("ALTER DEFAULT PRIVILEGES FOR ROLE corpus_owner REVOKE SELECT ON TABLES FROM corpus_reader")]
    [InlineData("ALTER USER MAPPING FOR PUBLIC SERVER \"odd \"\"server\"\"\" OPTIONS (SET who 'x')")]
    [InlineData("ALTER FUNCTION public.needs_trgm() NO DEPENDS ON EXTENSION pg_trgm")]
    [InlineData("REVOKE EXECUTE ON FUNCTION public.akeys(public.hstore) FROM corpus_reader")]
    [InlineData("ALTER TEXT SEARCH DICTIONARY shop.german (stopwords = english)")]
    [InlineData("ALTER DOMAIN shop.small VALIDATE CONSTRAINT not_yet")]
    [InlineData("ALTER OPERATOR shop.|=| (int, int) SET (RESTRICT = NONE)")]
    public async Task A_difference_is_found(string change)
    {
        var changed = await DatabaseContents.ReadAsync(databases.Source, change);
        Assert.NotEmpty(databases.Contents.Differences(changed));
    }

    /// <summary><c>pg_dump</c> itself shows the same text for both: what the comparison of the catalogs is for.</summary>
    [Fact]
    public async Task What_pg_dump_does_not_show_is_found_in_the_catalogs()
    {
        var changed = await DatabaseContents.ReadAsync(databases.Source, "UPDATE pg_inherits SET inhseqno = inhseqno + 10 WHERE inhrelid = 'shop.pet'::regclass");
        Assert.All(databases.Contents.Differences(changed), d => Assert.StartsWith("pg_inherits: ", d, StringComparison.Ordinal));
        Assert.NotEmpty(databases.Contents.Differences(changed));
    }

    /// <summary>One source for all, and a cheap copy for each.</summary>
    public sealed class Databases(ClusterTemplate template) : IAsyncLifetime
    {
        public PostgresCluster Cluster { get; } = new(template);

        public PostgresDatabase Source { get; private set; } = null!;

        internal DatabaseContents Contents { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await Cluster.InitializeAsync();
            Source = await Corpora.CreateKindsAsync(Cluster);
            Contents = await DatabaseContents.ReadAsync(Source);
        }

        public async Task<PostgresDatabase> CopyAsync()
        {
            var copy = await Cluster.CreateDatabaseAsync(options: $"TEMPLATE {Sql.Name(Source.Name)} STRATEGY FILE_COPY");
            // Settings belong to the database, not to what is in it, and so stay behind.
            foreach (var setting in await Source.LinesAsync("SELECT coalesce(rolname, ''), setting FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase AND datname = current_database() LEFT JOIN pg_roles ON pg_roles.oid = setrole, unnest(setconfig) setting"))
                await CopySettingAsync(copy, setting.Split(" | "));
            return copy;
        }

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();

        private async Task CopySettingAsync(PostgresDatabase copy, string[] roleAndSetting)
        {
            var (role, setting) = (roleAndSetting[0], roleAndSetting[1].Split('=', 2));
            var value = setting[0] == "search_path" ? setting[1] : Sql.Text(setting[1]);
            var whose = role.Length > 0 ? $"ROLE {Sql.Name(role)} IN DATABASE {Sql.Name(copy.Name)}" : $"DATABASE {Sql.Name(copy.Name)}";
            await Cluster.Maintenance.ExecuteAsync($"ALTER {whose} SET {Sql.Name(setting[0])} = {value}");
        }
    }
}
