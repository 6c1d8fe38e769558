using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Sessions that behave the same whatever the server, the database and the role have set.</summary>
internal static class PgSession
{
    private static readonly (string Name, string Value)[] Common =
    [
        ("client_encoding", "UTF8"), ("DateStyle", "ISO, YMD"), ("IntervalStyle", "postgres"), ("TimeZone", "UTC"), ("extra_float_digits", "3"),
        ("bytea_output", "hex"), ("xmlbinary", "base64"), ("xmloption", "content"), ("standard_conforming_strings", "on"), ("quote_all_identifiers", "off"),
        ("array_nulls", "on"), ("transform_null_equals", "off"), ("backslash_quote", "safe_encoding"), ("row_security", "off"),
        ("statement_timeout", "0"), ("lock_timeout", "0"), ("idle_in_transaction_session_timeout", "0"), ("idle_session_timeout", "0"), ("transaction_timeout", "0"),
        ("synchronize_seqscans", "off"), ("enable_tidscan", "on"), ("jit", "off"), ("geqo", "off"), ("default_transaction_deferrable", "off"),
        ("client_min_messages", "warning"), ("lo_compat_privileges", "off"), ("tcp_keepalives_idle", "30"),
    ];

    private static readonly (string Name, string Value)[] Writing =
    [
        ("default_transaction_read_only", "off"), ("default_transaction_isolation", "read committed"), ("check_function_bodies", "off"), ("default_tablespace", ""),
        ("default_table_access_method", "heap"), ("default_toast_compression", "pglz"), ("temp_tablespaces", ""), ("synchronous_commit", "off"), ("session_replication_role", "origin"),
        ("createrole_self_grant", ""), ("event_triggers", "on"), ("gin_fuzzy_search_limit", "0"), ("vacuum_freeze_min_age", "50000000"),
    ];

    /// <summary>Opens a session that reads.</summary>
    public static Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken token) => OpenAsync(source, Common, token);

    /// <summary>Opens a session that restores.</summary>
    public static Task<NpgsqlConnection> OpenForRestoreAsync(NpgsqlDataSource source, CancellationToken token) => OpenAsync(source, [.. Common, .. Writing], token);

    /// <summary>Runs statements without results, in one go.</summary>
    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
    }

    /// <summary>Reads every row of a query. The parameters are lists of texts.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken token, params string[][] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = parameter });
        await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
        var found = new List<T>();
        while (await rows.ReadAsync(token).ConfigureAwait(false))
            found.Add(read(rows));
        return found;
    }

    /// <summary>Reads every row of a query of two texts.</summary>
    public static Task<List<(string Name, string Value)>> PairsAsync(this NpgsqlConnection connection, string sql, CancellationToken token, params string[][] parameters) =>
        connection.QueryAsync(sql, row => (row.GetString(0), row.GetString(1)), token, parameters);

    /// <summary>Reads the one value of a query.</summary>
    public static async Task<T> ScalarAsync<T>(this NpgsqlConnection connection, string sql, CancellationToken token) =>
        (await connection.QueryAsync(sql, row => row.GetFieldValue<T>(0), token).ConfigureAwait(false))[0];

    // The path first, and everything by its full name: a role's own path may put other functions and operators before the built-in ones.
    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, (string Name, string Value)[] settings, CancellationToken token)
    {
        var connection = await source.OpenConnectionAsync(token).ConfigureAwait(false);
        try
        {
            await connection.ExecuteAsync("SELECT pg_catalog.set_config('search_path', '', false)", token).ConfigureAwait(false);
            var values = string.Join(", ", settings.Select((s, i) => $"({i}, {PgName.Literal(s.Name)}, {PgName.Literal(s.Value)})"));
            // Which of them there are depends on the version.
            await connection.ExecuteAsync(
                $"SELECT set_config(v.name, v.value, false) FROM (VALUES {values}) AS v(place, name, value) JOIN pg_settings s ON lower(s.name) = lower(v.name) " +
                "AND s.context IN ('user', 'superuser') AND (s.context = 'user' OR current_setting('is_superuser') = 'on') ORDER BY v.place",
                token).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
