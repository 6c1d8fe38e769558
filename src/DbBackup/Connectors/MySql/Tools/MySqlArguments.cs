namespace DbBackup.Connectors;

/// <summary>The arguments that a configuration adds to those of <c>mysqldump</c> and of the client.</summary>
internal static class MySqlArguments
{
    // Whom it connects to and how, what it dumps and how it writes it is ours to say; a password is not to be seen by everybody.
    private static readonly string[] Connection =
    [
        "defaults-file", "defaults-extra-file", "defaults-group-suffix", "no-defaults", "login-path", "no-login-paths", "print-defaults", "host", "port", "socket", "protocol", "user", "password",
        "password1", "password2", "password3", "pipe", "default-character-set", "set-charset", "skip-set-charset", "init-command", "help", "version", "force", "verbose", "ssl-key", "plugin-dir",
    ];

    private static readonly string[] Dump =
    [
        "databases", "all-databases", "all-tablespaces", "tables", "tab", "xml", "result-file", "log-error", "single-transaction", "lock-tables", "lock-all-tables", "comments", "compact", "compatible",
        "quote-names", "hex-blob", "quick", "opt", "routines", "triggers", "events", "add-drop-database", "no-create-db", "no-create-info", "no-data", "where", "fields-terminated-by",
        "fields-enclosed-by", "fields-optionally-enclosed-by", "fields-escaped-by", "lines-terminated-by", "system", "users", "master-data", "source-data", "dump-slave", "dump-replica",
        "delete-master-logs", "delete-source-logs", "flush-logs", "set-gtid-purged", "gtid", "delayed-insert", "allow-keywords", "header", "debug", "dir", "parallel", "tz-utc", "as-of", "dump-date", "ignore-error",
        "ignore-table-data", "no-data-med",
    ];

    private static readonly string[] Client =
    [
        "database", "execute", "delimiter", "binary-mode", "comments", "batch", "html", "xml", "table", "vertical", "silent", "tee", "pager", "one-database", "safe-updates", "i-am-a-dummy",
        "local-infile", "load-data-local-dir", "named-commands", "system-command", "sandbox", "reconnect", "abort-source-on-error", "interactive", "wait",
    ];

    /// <summary>Refuses what is not the configuration's to give to the program that dumps.</summary>
    /// <exception cref="ConfigurationException">One is refused.</exception>
    public static void CheckDump(IReadOnlyList<string> arguments, string key) =>
        Check(arguments, key, [.. Connection, .. Dump], ("ignore-table", "Exclude"), ("dump-history", "the connector native"));

    /// <summary>Refuses what is not the configuration's to give to the client.</summary>
    /// <exception cref="ConfigurationException">One is refused.</exception>
    public static void CheckRestore(IReadOnlyList<string> arguments, string key) => Check(arguments, key, [.. Connection, .. Client]);

    private static void Check(IReadOnlyList<string> arguments, string key, string[] ours, params ReadOnlySpan<(string Argument, string Instead)> others)
    {
        foreach (var argument in arguments)
        {
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length < 4)
                throw new ConfigurationException($"'{key}' has '{argument}', which is no long option; write an option by its long name and its value as one, as '--max-allowed-packet=1G'.");
            var name = Name(argument);
            foreach (var (other, instead) in others)
                if (Means(name, other))
                    throw new ConfigurationException($"'{key}' has '--{name}'; use {instead}.");
            if (Array.Exists(ours, option => Means(name, option)))
                throw new ConfigurationException($"'{key}' has '--{name}', which the connector gives itself; remove it.");
        }
    }

    // The programs take underscores for hyphens, any beginning of an option that only one has, and words before one that switch it.
    private static string Name(string argument) => argument[2..].Split('=')[0].Replace('_', '-');

    private static bool Means(string name, string option)
    {
        foreach (var prefix in (string[])["skip-", "disable-", "enable-", "loose-", "maximum-"])
            if (name.StartsWith(prefix, StringComparison.Ordinal) && Means(name[prefix.Length..], option))
                return true;
        return name == option || (name.Length >= 3 && option.StartsWith(name, StringComparison.Ordinal));
    }
}
