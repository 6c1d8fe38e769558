namespace DbBackup.Connectors;

/// <summary>
/// What of our own environment a program gets: what it needs to run, and what steers it. All else stays here, for it may hold the secrets of
/// other databases, of keys and of receivers.
/// </summary>
internal static class ToolEnvironment
{
    private static readonly string[] Names =
        ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "APPDATA", "USERPROFILE", "PATHEXT", "COMSPEC"];

    private static readonly string[] Prefixes = ["LC_", "LD_", "DYLD_", "KRB5", "SSL_CERT_", "OPENSSL_"];

    /// <summary>Takes all else away.</summary>
    public static void Restrict(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => !IsPassedOn(name)).ToList())
            environment.Remove(name);
    }

    // Those of libpq have no underscore; what has one is an application's own.
    private static bool IsPassedOn(string name) =>
        (name.StartsWith("PG", StringComparison.Ordinal) && !name.Contains('_', StringComparison.Ordinal))
        || Names.Contains(name, StringComparer.OrdinalIgnoreCase) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
