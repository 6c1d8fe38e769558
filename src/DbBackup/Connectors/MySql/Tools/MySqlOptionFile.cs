using System.Globalization;
using System.Text;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// A file of options, for as long as a program of MySQL or MariaDB runs (https://dev.mysql.com/doc/refman/9.7/en/option-files.html): how it
/// reaches the server, the password among it.
/// </summary>
internal sealed class MySqlOptionFile : IDisposable
{
    private readonly TemporarySecret _secret;

    /// <exception cref="BackupException">The password cannot be read, or no such file can hold it.</exception>
    public MySqlOptionFile(MySqlConnectionSettings settings, bool isMariaDb)
    {
        var lines = new StringBuilder("[client]\n");
        foreach (var (name, value) in Options(settings, isMariaDb))
            lines.Append(CultureInfo.InvariantCulture, $"{name}{(value is null ? "" : "=" + Quote(value, name, settings.Database))}\n");
        _secret = new(lines.ToString());
    }

    /// <summary>The file.</summary>
    public string Path => _secret.Path;

    /// <summary>What the environment must not say otherwise; of a file that the programs read besides ours, they are led to one that is not there.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["MYSQL_PWD"] = null, ["MYSQL_HOST"] = null, ["MYSQL_TCP_PORT"] = null, ["MYSQL_UNIX_PORT"] = null, ["MYSQL_HOME"] = null, ["MYSQL_GROUP_SUFFIX"] = null, ["MARIADB_HOME"] = null,
        ["MARIADB_GROUP_SUFFIX"] = null, ["LIBMYSQL_PLUGINS"] = null, ["LIBMYSQL_PLUGIN_DIR"] = null, ["LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN"] = null,
        ["MYSQL_TEST_LOGIN_FILE"] = System.IO.Path.Combine(_secret.Folder, "none"),
    };

    /// <inheritdoc/>
    public void Dispose() => _secret.Dispose();

    private static IEnumerable<(string Name, string? Value)> Options(MySqlConnectionSettings settings, bool isMariaDb)
    {
        yield return ("user", settings.Username);
        yield return ("password", settings.ReadPassword() ?? "");
        if (settings.IsSocket)
        {
            yield return ("protocol", "socket");
            yield return ("socket", settings.Host);
            yield break;
        }
        yield return ("protocol", "tcp");
        yield return ("host", settings.Host);
        yield return ("port", settings.Port.ToString(CultureInfo.InvariantCulture));
        var (mode, ca, certificate, key) = settings.Ssl;
        if (ca is not null)
            yield return ("ssl-ca", ca);
        if (certificate is not null)
            yield return ("ssl-cert", certificate);
        if (key is not null)
            yield return ("ssl-key", key);
        foreach (var option in isMariaDb ? OfMariaDb(mode, settings.Database) : OfMySql(mode))
            yield return option;
    }

    private static (string, string?)[] OfMySql(MySqlSslMode mode) =>
    [
        ("ssl-mode", mode switch
        {
            MySqlSslMode.Disabled => "DISABLED",
            MySqlSslMode.Required => "REQUIRED",
            MySqlSslMode.VerifyCA => "VERIFY_CA",
            MySqlSslMode.VerifyFull => "VERIFY_IDENTITY",
            _ => "PREFERRED",
        }),
    ];

    private static (string, string?)[] OfMariaDb(MySqlSslMode mode, string database) => mode switch
    {
        MySqlSslMode.Disabled => [("skip-ssl", null)],
        // What it has for this goes on in plain text with a server, or with whoever stands before it, that says it cannot encrypt.
        MySqlSslMode.Required or MySqlSslMode.VerifyCA => throw new BackupException(
            $"Database {database}: MariaDB's programs do not insist on encryption unless they check the host's name, too. Set SslMode=VerifyFull, or use the connector native."),
        MySqlSslMode.VerifyFull => [("ssl-verify-server-cert", null)],
        _ => [],
    };

    private static string Quote(string value, string name, string database)
    {
        if (value.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
            throw new BackupException($"Database {database}: the {name} has a line break or a NUL, which no file of options can hold. Use the connector native.");
        return $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
