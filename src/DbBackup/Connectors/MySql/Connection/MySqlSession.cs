using System.Globalization;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Sessions that behave the same whatever the server and the account have set.</summary>
internal static class MySqlSession
{
    /// <summary>How long a statement waits for somebody who changes a definition.</summary>
    public const int LockSeconds = 30;

    /// <summary>The mode in which every row goes in as it is: zero is a number like any other, and so is the 31st of February a date.</summary>
    public const string LoadingMode = "NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES";

    private static readonly (string Name, string Value)[] Common =
    [
        ("sql_mode", "''"), ("time_zone", "'+00:00'"), ("character_set_results", "utf8mb4"), ("autocommit", "1"), ("sql_quote_show_create", "1"), ("lock_wait_timeout", $"{LockSeconds}"),
        ("wait_timeout", "86400"), ("net_read_timeout", "3600"), ("net_write_timeout", "3600"), ("max_execution_time", "0"), ("max_statement_time", "0"), ("sql_select_limit", "18446744073709551615"),
        ("sql_big_selects", "1"), ("group_concat_max_len", "1073741824"), ("information_schema_stats_expiry", "0"), ("show_create_table_verbosity", "0"), ("show_create_table_skip_secondary_engine", "0"),
        ("show_gipk_in_create_table_and_information_schema", "1"), ("idle_transaction_timeout", "0"), ("idle_readonly_transaction_timeout", "0"), ("idle_write_transaction_timeout", "0"),
        ("sql_safe_updates", "0"), ("completion_type", "0"), ("transaction_read_only", "0"), ("use_secondary_engine", "OFF"), ("optimizer_switch", "DEFAULT"),
    ];

    private static readonly (string Name, string Value)[] Writing =
    [
        ("sql_mode", $"'{LoadingMode}'"), ("foreign_key_checks", "0"), ("unique_checks", "0"), ("innodb_strict_mode", "0"), ("check_constraint_checks", "0"), ("explicit_defaults_for_timestamp", "1"),
        ("default_storage_engine", "InnoDB"), ("sql_require_primary_key", "0"), ("sql_generate_invisible_primary_key", "0"), ("innodb_lock_wait_timeout", "3600"),
        ("default_collation_for_utf8mb4", "utf8mb4_0900_ai_ci"), ("character_set_collations", "''"), ("alter_algorithm", "DEFAULT"), ("auto_increment_increment", "1"), ("auto_increment_offset", "1"),
        ("restrict_fk_on_non_standard_key", "0"), ("sql_warnings", "0"), ("sql_notes", "1"),
    ];

    /// <summary>Makes it a session that reads.</summary>
    public static Task ReadAsync(MySqlConnection connection, CancellationToken token) => SetAsync(connection, Common, token);

    /// <summary>Makes it a session that restores.</summary>
    public static Task RestoreAsync(MySqlConnection connection, CancellationToken token) => SetAsync(connection, [.. Common, .. Writing], token);

    /// <summary>Runs a statement without results.</summary>
    public static async Task ExecuteAsync(this MySqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteAsync(token).ConfigureAwait(false);
    }

    /// <summary>Runs a command without results. In a network that swallows everything the driver waits for ever for the end of what it cancelled; nobody waits for that.</summary>
    /// <returns>How many rows it concerned.</returns>
    public static async Task<int> ExecuteAsync(this MySqlCommand command, CancellationToken token)
    {
        var executing = command.ExecuteNonQueryAsync(token);
        try
        {
            return await executing.WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!executing.IsCompleted)
        {
            await Patience.TryAsync(() => executing).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads every row of a query.</summary>
    public static async Task<List<T>> QueryAsync<T>(this MySqlConnection connection, string sql, Func<MySqlDataReader, T> read, CancellationToken token)
    {
        await using var command = new MySqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
        var found = new List<T>();
        while (await rows.ReadAsync(token).ConfigureAwait(false))
            found.Add(read(rows));
        return found;
    }

    /// <summary>Reads the one value of a query as a whole number.</summary>
    public static async Task<long> NumberAsync(this MySqlConnection connection, string sql, CancellationToken token) =>
        (await connection.QueryAsync(sql, row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), token).ConfigureAwait(false))[0];

    /// <summary>A text of a row; catalogs give some of theirs as binary.</summary>
    public static string Text(this MySqlDataReader row, int column) => row.IsDBNull(column)
        ? ""
        : row.GetValue(column) switch { string text => text, byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes), var other => Convert.ToString(other, CultureInfo.InvariantCulture)! };

    /// <summary>The same, where there may be none.</summary>
    public static string? TextOrNull(this MySqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Text(column);

    /// <summary>The bytes of a value: of a binary string as they are, of a double the digits that read back the same.</summary>
    public static byte[] Bytes(this MySqlDataReader row, int column)
    {
        if (row.IsDouble(column))
            return System.Text.Encoding.ASCII.GetBytes(row.GetDouble(column).ToString(CultureInfo.InvariantCulture));
        var bytes = new byte[row.GetBytes(column, 0, null, 0, 0)];
        row.GetBytes(column, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>Whether a column has doubles.</summary>
    public static bool IsDouble(this MySqlDataReader row, int column) => row.GetFieldType(column) == typeof(double);

    // Which of them there are depends on the server and its version, and some may be set only by those who may: those are tried one by one.
    private static async Task SetAsync(MySqlConnection connection, (string Name, string Value)[] settings, CancellationToken token)
    {
        // The limits first: asking for variables is a query, too.
        await connection.ExecuteAsync("SET NAMES utf8mb4, SESSION sql_big_selects = 1, SESSION sql_select_limit = 18446744073709551615", token).ConfigureAwait(false);
        var there = (await connection.QueryAsync("SHOW SESSION VARIABLES", row => row.Text(0), token).ConfigureAwait(false)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wanted = settings.Where(s => there.Contains(s.Name)).GroupBy(s => s.Name, s => s.Value).Select(s => $"SESSION {s.Key} = {s.Last()}").ToList();
        if (await TrySetAsync(connection, string.Join(", ", wanted), token).ConfigureAwait(false))
            return;
        foreach (var one in wanted)
            await TrySetAsync(connection, one, token).ConfigureAwait(false);
    }

    private static async Task<bool> TrySetAsync(MySqlConnection connection, string assignments, CancellationToken token)
    {
        try
        {
            await connection.ExecuteAsync($"SET {assignments}", token).ConfigureAwait(false);
            return true;
        }
        catch (MySqlException e) when (e.Number is 1227 or 1238 or 1229 or 1231)
        {
            return false;
        }
    }
}
