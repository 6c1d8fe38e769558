using System.Globalization;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>What belongs to a database from outside and outlives its replacement: whose it is, who may use it, its limits, settings and comment.</summary>
internal sealed record ExistingDatabase
{
    private readonly List<string> _statements;

    private ExistingDatabase(List<string> statements) => _statements = statements;

    /// <summary>The owner's and tablespace's clauses of <c>CREATE DATABASE</c>.</summary>
    public required string CreateOptions { get; init; }

    /// <summary>What is said of it.</summary>
    public string? Comment { get; init; }

    /// <summary>Finds it; <see langword="null"/> when there is none.</summary>
    public static async Task<ExistingDatabase?> FindAsync(NpgsqlConnection server, string name, CancellationToken token)
    {
        var found = await server.QueryAsync(
            "SELECT d.oid, o.rolname::text, t.spcname::text, d.datconnlimit, d.datallowconn, d.datistemplate, shobj_description(d.oid, 'pg_database'), d.datacl IS NOT NULL " +
            $"FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = {PgName.Literal(name)}",
            row => (
                Oid: row.GetFieldValue<uint>(0), Owner: row.GetString(1), Tablespace: row.GetString(2), Limit: row.GetInt32(3), Allows: row.GetBoolean(4),
                IsTemplate: row.GetBoolean(5), Comment: row.IsDBNull(6) ? null : row.GetString(6), HasAcl: row.GetBoolean(7)),
            token).ConfigureAwait(false);
        if (found is not [var database])
            return null;
        var statements = new List<string>();
        if (database.HasAcl)
            statements.AddRange(await GrantsAsync(server, database.Oid, database.Owner, token).ConfigureAwait(false));
        statements.AddRange(await SettingsAsync(server, database.Oid, token).ConfigureAwait(false));
        statements.AddRange(await LabelsAsync(server, database.Oid, token).ConfigureAwait(false));
        statements.Add(string.Create(CultureInfo.InvariantCulture, $"ALTER DATABASE {{0}} CONNECTION LIMIT {database.Limit}"));
        if (database.IsTemplate)
            statements.Add("ALTER DATABASE {0} IS_TEMPLATE true");
        return new(statements)
        {
            CreateOptions = $" OWNER {PgName.Quote(database.Owner)} TABLESPACE {PgName.Quote(database.Tablespace)}", Comment = database.Comment,
        };
    }

    /// <summary>Gives the same to another database.</summary>
    public async Task ApplyToAsync(NpgsqlConnection server, string name, CancellationToken token)
    {
        foreach (var statement in _statements)
            await server.ExecuteAsync(statement.Replace("{0}", PgName.Quote(name), StringComparison.Ordinal), token).ConfigureAwait(false);
    }

    private static async Task<IEnumerable<string>> GrantsAsync(NpgsqlConnection server, uint oid, string owner, CancellationToken token)
    {
        var grants = await server.QueryAsync(
            "SELECT a.privilege_type, a.is_grantable, g.rolname::text FROM pg_database d, aclexplode(d.datacl) WITH ORDINALITY AS a(grantor, grantee, privilege_type, is_grantable, place) " +
            $"LEFT JOIN pg_roles g ON g.oid = a.grantee WHERE d.oid = {oid} ORDER BY a.place",
            row => $"GRANT {row.GetString(0)} ON DATABASE {{0}} TO {(row.IsDBNull(2) ? "PUBLIC" : PgName.Quote(row.GetString(2)))}{(row.GetBoolean(1) ? " WITH GRANT OPTION" : "")}",
            token).ConfigureAwait(false);
        return [$"REVOKE ALL ON DATABASE {{0}} FROM PUBLIC, {PgName.Quote(owner)}", .. grants];
    }

    private static Task<List<string>> SettingsAsync(NpgsqlConnection server, uint oid, CancellationToken token) => server.QueryAsync(
        "SELECT r.rolname::text, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1) FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) AS c " +
        $"WHERE s.setdatabase = {oid} AND (s.setrole = 0 OR r.oid IS NOT NULL)",
        row =>
        {
            var who = row.IsDBNull(0) ? "ALTER DATABASE {0}" : $"ALTER ROLE {PgName.Quote(row.GetString(0))} IN DATABASE {{0}}";
            return $"{who} SET {ConfigurationName(row.GetString(1))} TO {ConfigurationValue(row.GetString(1), row.GetString(2))}";
        },
        token);

    private static Task<List<string>> LabelsAsync(NpgsqlConnection server, uint oid, CancellationToken token) => server.QueryAsync(
        $"SELECT provider, label FROM pg_shseclabel WHERE classoid = 'pg_database'::regclass AND objoid = {oid}",
        row => $"SECURITY LABEL FOR {PgName.Quote(row.GetString(0))} ON DATABASE {{0}} IS {PgName.Literal(row.GetString(1))}", token);

    private static string ConfigurationName(string name) => string.Join('.', name.Split('.').Select(PgName.Quote));

    // Lists of names are stored with their quotes already.
    private static string ConfigurationValue(string name, string value) =>
        name.ToLowerInvariant() is "search_path" or "temp_tablespaces" or "local_preload_libraries" or "session_preload_libraries" or "shared_preload_libraries" or "unix_socket_directories"
            ? value.Length == 0 ? "''" : value
            : PgName.Literal(value);
}
