namespace DbBackup.Connectors;

/// <summary>How one of PostgreSQL's programs reaches the server: variables without a secret, and a password file for as long as it runs.</summary>
internal sealed class PgToolSession : IDisposable
{
    private readonly PgPassFile? _passFile;

    /// <param name="settings">The connection.</param>
    /// <param name="database">Another database of the same server.</param>
    public PgToolSession(PgConnectionSettings settings, string? database = null)
    {
        var variables = new Dictionary<string, string?>(settings.ForLibpq(), StringComparer.Ordinal);
        if (database is not null)
            variables["PGDATABASE"] = database;
        if (settings.ReadPassword() is { Length: > 0 } password)
        {
            _passFile = new(password, settings.Database);
            variables["PGPASSFILE"] = _passFile.Path;
        }
        Environment = variables;
    }

    /// <summary>What the program's environment gets.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    public void Dispose() => _passFile?.Dispose();
}
