using DbBackup.Configuration;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>What a connection string of MySQL or MariaDB and the keys beside it say, read once. Its text form is the database's key: it holds a secret.</summary>
internal sealed class MySqlConnectionSettings
{
    private const int DefaultWorkers = 2;
    private static readonly TimeSpan DefaultAnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly MySqlConnectionStringBuilder _builder;
    private readonly PasswordSource _password;

    private MySqlConnectionSettings(DatabaseSettings settings, MySqlConnectionStringBuilder builder, PasswordSource password)
    {
        (_builder, _password) = (builder, password);
        Database = settings.Name;
        Workers = settings.Workers ?? DefaultWorkers;
        DumpArguments = [.. settings.DumpArguments];
        RestoreArguments = [.. settings.RestoreArguments];
        Definer = settings.Definer ?? DefinerHandling.Keep;
        NonTransactional = settings.NonTransactional ?? NonTransactionalTables.Refuse;
        SystemVersioned = settings.SystemVersioned ?? SystemVersionedTables.Refuse;
        TypedJson = settings.TypedJson ?? TypedJsonDocuments.Refuse;
    }

    /// <summary>The database's key in the configuration.</summary>
    public string Database { get; }

    /// <summary>The database's name on the server.</summary>
    public string DatabaseName => _builder.Database;

    /// <summary>The server, for messages: host and port, or the socket.</summary>
    public string Server => IsSocket ? _builder.Server : $"{_builder.Server}:{_builder.Port}";

    /// <summary>The host's name or address, or the socket's path.</summary>
    public string Host => _builder.Server;

    /// <summary>The port; nothing to a socket.</summary>
    public uint Port => _builder.Port;

    /// <summary>Whether <see cref="Host"/> is a Unix socket.</summary>
    public bool IsSocket => _builder.ConnectionProtocol is MySqlConnectionProtocol.UnixSocket;

    /// <summary>The user that logs in.</summary>
    public string Username => string.IsNullOrEmpty(_builder.UserID) ? Environment.UserName : _builder.UserID;

    /// <summary>What the connection string asks of encryption, and the files that it names, for the server's own programs.</summary>
    public (MySqlSslMode Mode, string? Ca, string? Certificate, string? Key) Ssl => (_builder.SslMode, NullIfEmpty(_builder.SslCa), NullIfEmpty(_builder.SslCert), NullIfEmpty(_builder.SslKey));

    /// <summary>How many connections carry rows.</summary>
    public int Workers { get; }

    /// <summary>More arguments for <c>mysqldump</c>.</summary>
    public IReadOnlyList<string> DumpArguments { get; }

    /// <summary>More arguments for <c>mysql</c>.</summary>
    public IReadOnlyList<string> RestoreArguments { get; }

    /// <summary>What becomes of the definers.</summary>
    public DefinerHandling Definer { get; }

    /// <summary>What is done about tables that no snapshot holds.</summary>
    public NonTransactionalTables NonTransactional { get; }

    /// <summary>What is done about tables with a history of their rows.</summary>
    public SystemVersionedTables SystemVersioned { get; }

    /// <summary>What is done about JSON documents that their text does not tell.</summary>
    public TypedJsonDocuments TypedJson { get; }

    /// <summary>How long the server may be silent when it is asked whether it is there: <c>Default Command Timeout</c>, where the string has it.</summary>
    public TimeSpan AnswerTimeout { get; private init; }

    /// <exception cref="ConfigurationException">The connection string cannot be used.</exception>
    public static MySqlConnectionSettings Parse(DatabaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = ParseBuilder(settings);
        if (string.IsNullOrEmpty(builder.Server))
            throw Unusable(settings, "it names no Server");
        if (builder.Server.Contains(',', StringComparison.Ordinal))
            throw Unusable(settings, "it names several servers, and all connections of a backup must meet the same one");
        if (string.IsNullOrEmpty(builder.Database))
            throw Unusable(settings, "it names no Database");
        var timeout = builder.ContainsKey("Default Command Timeout") && builder.DefaultCommandTimeout > 0 ? TimeSpan.FromSeconds(builder.DefaultCommandTimeout) : DefaultAnswerTimeout;
        var password = PasswordSource.Of(settings, hasPassword: !string.IsNullOrEmpty(builder.Password));
        return new(settings, ForBackups(builder), password) { AnswerTimeout = timeout };
    }

    /// <summary>What opens connections to this database, to another of the same server, or to none.</summary>
    /// <param name="database">The database; empty for none.</param>
    /// <param name="loads">Whether rows are sent by <c>LOAD DATA LOCAL</c>. Only streams of one's own are: never a file that the server asks for.</param>
    public string ConnectionString(string? database = null, bool loads = false)
    {
        var builder = new MySqlConnectionStringBuilder(_builder.ConnectionString) { Database = database ?? DatabaseName, AllowLoadLocalInfile = loads };
        if (ReadPassword() is { } password)
            builder.Password = password;
        return builder.ConnectionString;
    }

    /// <summary>The password; <see langword="null"/> where there is none.</summary>
    /// <exception cref="BackupException">Its source cannot be read.</exception>
    public string? ReadPassword() => NullIfEmpty(_builder.Password) ?? _password.Read();

    /// <exception cref="BackupException">Schemas are to be chosen, which a database of MySQL has none of.</exception>
    public void RefuseSchemas(IReadOnlyList<string> schemas)
    {
        if (schemas.Count > 0)
            throw new BackupException($"Database {Database}: a database of MySQL has no schemas to choose from. Leave --schema out; --exclude-tables leaves out tables.");
    }

    /// <summary>The key alone.</summary>
    public override string ToString() => Database;

    private static MySqlConnectionStringBuilder ParseBuilder(DatabaseSettings settings)
    {
        try
        {
            var builder = new MySqlConnectionStringBuilder(settings.ConnectionString);
            // Values of the wrong type are found out only when they are read.
            _ = (builder.Port, builder.DefaultCommandTimeout, builder.SslMode, builder.ConnectionProtocol, builder.ConnectionTimeout);
            return builder;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or InvalidOperationException or OverflowException or NotSupportedException)
        {
            // Not with the cause: its text may quote the string.
            throw Unusable(settings, "it is not as MySqlConnector reads it, 'Server=…;Database=…;User ID=…'");
        }
    }

    // What a backup needs, whatever the string says: no pool, as sessions are set up for one purpose; no limit on a statement, as a
    // large index takes its time and ServerWatch sees to it that the server is alive; no values of .NET, as rows go as the server writes them.
    private static MySqlConnectionStringBuilder ForBackups(MySqlConnectionStringBuilder builder)
    {
        const uint KeepAliveSeconds = 15;
        const int CancellationSeconds = 1;
        if (builder.Server[0] == '/')
            builder.ConnectionProtocol = MySqlConnectionProtocol.UnixSocket;
        builder.Pooling = false;
        builder.AutoEnlist = false;
        builder.DefaultCommandTimeout = 0;
        builder.CancellationTimeout = CancellationSeconds;
        builder.Keepalive = KeepAliveSeconds;
        builder.AllowUserVariables = true;
        builder.AllowLoadLocalInfile = false;
        builder.UseAffectedRows = false;
        builder.TreatTinyAsBoolean = false;
        builder.GuidFormat = MySqlGuidFormat.None;
        builder.AllowZeroDateTime = true;
        builder.IgnoreCommandTransaction = true;
        builder.NoBackslashEscapes = false;
        builder.InteractiveSession = false;
        builder.ServerRedirectionMode = MySqlServerRedirectionMode.Disabled;
        builder.PersistSecurityInfo = false;
        if (string.IsNullOrEmpty(builder.ApplicationName))
            builder.ApplicationName = "dbbackup";
        return builder;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static ConfigurationException Unusable(DatabaseSettings settings, string why) =>
        new($"Database {settings.Name}: the connection string cannot be used: {why}. Correct 'Databases:{settings.Name}:ConnectionString'.");
}
