using DbBackup.Servers.Tests.MySql.Fidelity;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>Whatever a server hands to every session, a backup and a restore are as they would be without it.</summary>
public sealed class HostileSettingsTests(MySqlServer server, ServerTemplate template) : IClassFixture<MySqlServer>
{
    private const string Both =
        "sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH,PIPES_AS_CONCAT,IGNORE_SPACE,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE';" +
        "sql_mode = '';" +
        "sql_mode = 'ANSI_QUOTES';" +
        "sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES';" +
        "sql_mode = 'PAD_CHAR_TO_FULL_LENGTH';" +
        "sql_mode = 'NO_ZERO_DATE,NO_ZERO_IN_DATE,STRICT_TRANS_TABLES', time_zone = '-11:30', autocommit = 0;" +
        "time_zone = '+05:45', sql_quote_show_create = 0, group_concat_max_len = 4, lc_time_names = 'ja_JP', div_precision_increment = 0;" +
        "sql_select_limit = 2, sql_safe_updates = 1, max_join_size = 1, sql_big_selects = 0;" +
        "default_storage_engine = MEMORY, explicit_defaults_for_timestamp = 0, auto_increment_increment = 7, auto_increment_offset = 3, innodb_strict_mode = 1;" +
        "character_set_server = utf16, collation_server = utf16_general_ci, character_set_connection = latin1, character_set_results = latin1, collation_database = latin1_bin;" +
        "completion_type = CHAIN, foreign_key_checks = 1, unique_checks = 1;" +
        "max_allowed_packet = 1048576, local_infile = 1, net_buffer_length = 1024, net_read_timeout = 5, net_write_timeout = 5, wait_timeout = 5, interactive_timeout = 5;" +
        "lock_wait_timeout = 1, innodb_lock_wait_timeout = 1;";

    private const string OfMariaDb =
        "tx_isolation = 'READ-UNCOMMITTED', tx_read_only = 0;sql_mode = 'ORACLE';sql_mode = 'MSSQL';sql_mode = 'MAXDB,EMPTY_STRING_IS_NULL';max_statement_time = 0.05;check_constraint_checks = 0, old_mode = 'UTF8_IS_UTF8MB3,ZERO_DATE_TIME_CAST', sql_if_exists = 1;";

    private const string OfMySql =
        "transaction_isolation = 'READ-UNCOMMITTED', transaction_read_only = 0;sql_require_primary_key = 1;sql_generate_invisible_primary_key = 1;max_execution_time = 1;show_create_table_verbosity = 1;default_collation_for_utf8mb4 = utf8mb4_general_ci;local_infile = 1;" +
        "information_schema_stats_expiry = 86400, default_week_format = 3;show_gipk_in_create_table_and_information_schema = 0;";

    public static TheoryData<string> Settings => [.. $"{Both}{(MySqlServer.IsMariaDb ? OfMariaDb : OfMySql)}{(MySqlServer.IsMariaDb ? "local_infile = 0;" : "")}".Split(';', StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Every_kind_of_object(string settings)
    {
        var source = await Corpora.CreateKindsAsync(server);
        var copy = server.AbsentDatabase();
        using var app = new BackupApp("MySql");
        app.Configure("source", source.ConnectionString).Configure("copy", copy.ConnectionString);
        var names = settings.Split(", ").Where(s => s.Contains('=', StringComparison.Ordinal)).Select(s => s.Split('=')[0].Trim()).ToList();
        var before = await server.Maintenance.LinesAsync($"SELECT {string.Join(", ", names.Select(name => $"@@GLOBAL.{name}"))}");
        try
        {
            foreach (var setting in settings.Split(", "))
                await server.Maintenance.ExecuteAsync($"SET GLOBAL {setting}");
            await app.CopyAsync("source", "copy");
        }
        finally
        {
            await ResetAsync(names, before[0].Split(" | "));
        }
        await FidelityComparison.AssertSameAsync(source, copy);
    }

    [Fact]
    public async Task A_server_that_lowers_the_case_of_names()
    {
        await using var own = new MySqlServer(template) { LowerCaseTableNames = 1 };
        await own.InitializeAsync();
        var source = await own.CreateDatabaseAsync(
            "CREATE TABLE Parent (Id int PRIMARY KEY); CREATE TABLE `CHILD` (ID int, Parent int, FOREIGN KEY (Parent) REFERENCES PARENT (ID)); INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1);" +
            "CREATE VIEW Seen AS SELECT * FROM Child; CREATE TRIGGER Fires AFTER INSERT ON CHILD FOR EACH ROW SET @x = 1; CREATE PROCEDURE Does() SELECT 1", "MixedCase");
        var copy = own.Database("CopyOfIt");
        using var app = new BackupApp("MySql");
        app.Configure("source", source.ConnectionString).Configure("copy", copy.ConnectionString);
        await app.CopyAsync("source", "copy");
        await FidelityComparison.AssertSameAsync(own.Database("mixedcase"), own.Database("copyofit"));
        await app.CopyAsync("source", "copy");
        (await app.RunAsync("backup", "-d", "source", "-x", "CHILD,SEEN", "-q")).Succeeded();
    }

    private async Task ResetAsync(List<string> names, string[] values)
    {
        foreach (var (name, value) in names.Zip(values))
            await server.Maintenance.ExecuteAsync($"SET GLOBAL {name} = {(double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _) ? value : Sql.Text(value))}");
    }
}
