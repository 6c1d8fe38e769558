using DbBackup.Configuration;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>What a PostgreSQL connection string and the keys beside it say, read once. Its text form is the database's key: it holds a secret.</summary>
internal sealed class PgConnectionSettings
{
    private const int DefaultWorkers = 2;
    private static readonly TimeSpan DefaultAnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly NpgsqlConnectionStringBuilder _builder;
    private readonly PasswordSource _password;

    private PgConnectionSettings(DatabaseSettings settings, NpgsqlConnectionStringBuilder builder, PasswordSource password)
    {
        (_builder, _password) = (builder, password);
        Database = settings.Name;
        Workers = settings.Workers ?? DefaultWorkers;
        Schemas = [.. settings.Schemas];
        DumpArguments = [.. settings.DumpArguments];
        RestoreArguments = [.. settings.RestoreArguments];
        Schema = settings.Schema ?? SchemaReading.Auto;
        Restore = settings.Restore;
    }

    /// <summary>The database's key in the configuration.</summary>
    public string Database { get; }

    /// <summary>The database's name on the server.</summary>
    public string DatabaseName => _builder.Database!;

    /// <summary>The server, for messages: host and port.</summary>
    public string Server => IsSocket(_builder.Host!) ? $"{_builder.Host} (port {_builder.Port})" : $"{_builder.Host}:{_builder.Port}";

    /// <summary>The role that logs in, for messages.</summary>
    public string Username => _builder.Username ?? Environment.UserName;

    /// <summary>How many connections carry rows.</summary>
    public int Workers { get; }

    /// <summary>Only these schemas; all when empty.</summary>
    public IReadOnlyList<string> Schemas { get; }

    /// <summary>More arguments for <c>pg_dump</c>.</summary>
    public IReadOnlyList<string> DumpArguments { get; }

    /// <summary>More arguments for <c>pg_restore</c>.</summary>
    public IReadOnlyList<string> RestoreArguments { get; }

    /// <summary>Where definitions come from.</summary>
    public SchemaReading Schema { get; }

    /// <summary>How a restore changes the database; <see langword="null"/> for what the rights allow.</summary>
    public RestoreMode? Restore { get; }

    /// <summary>How long the server may be silent when it is asked whether it is there: <c>Command Timeout</c>, where the string has it.</summary>
    public TimeSpan AnswerTimeout { get; private init; }

    /// <exception cref="ConfigurationException">The connection string cannot be used.</exception>
    public static PgConnectionSettings Parse(DatabaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = ParseBuilder(settings);
        if (string.IsNullOrEmpty(builder.Host))
            throw Unusable(settings, "it names no Host");
        if (builder.Host.Contains(',', StringComparison.Ordinal))
            throw Unusable(settings, "it names several hosts, and all connections of a backup must meet the same server");
        if (string.IsNullOrEmpty(builder.Database))
            throw Unusable(settings, "it names no Database");
        var timeout = builder.ContainsKey("Command Timeout") && builder.CommandTimeout > 0 ? TimeSpan.FromSeconds(builder.CommandTimeout) : DefaultAnswerTimeout;
        var password = PasswordSource.Of(settings, hasPassword: !string.IsNullOrEmpty(builder.Password));
        return new(settings, ForBackups(builder), password) { AnswerTimeout = timeout };
    }

    /// <summary>What opens connections to this database, or to another of the same server.</summary>
    public NpgsqlDataSource CreateDataSource(string? database = null)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(_builder.ConnectionString);
        builder.ConnectionStringBuilder.Database = database ?? DatabaseName;
        builder.ConnectionStringBuilder.Password = ReadPassword();
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        builder.EnableArrays();
        return builder.Build();
    }

    /// <summary>The same for programs that are built on libpq, as environment variables. The password is not among them.</summary>
    public IReadOnlyDictionary<string, string?> ForLibpq() => PgEnvironment.Of(_builder);

    /// <summary>The password; <see langword="null"/> where there is none.</summary>
    /// <exception cref="BackupException">Its source cannot be read.</exception>
    public string? ReadPassword() => _builder.Password ?? _password.Read();

    /// <summary>The key alone.</summary>
    public override string ToString() => Database;

    private static NpgsqlConnectionStringBuilder ParseBuilder(DatabaseSettings settings)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException)
        {
            // Not with the cause: its text may quote the string.
            throw Unusable(settings, "it is not as PostgreSQL's driver reads it, 'Host=…;Database=…;Username=…'");
        }
    }

    // What a backup needs, whatever the string says: no pool, as sessions are set up for one purpose; no limit on a statement, as a
    // large index takes its time and ServerWatch sees to it that the server is alive; large buffers for rows.
    private static NpgsqlConnectionStringBuilder ForBackups(NpgsqlConnectionStringBuilder builder)
    {
        const int BufferBytes = 128 << 10, CancellationMilliseconds = 700, KeepAliveSeconds = 15;
        builder.Pooling = false;
        builder.Multiplexing = false;
        builder.Enlist = false;
        builder.CommandTimeout = 0;
        builder.CancellationTimeout = CancellationMilliseconds;
        if (!IsSocket(builder.Host!))
        {
            builder.TcpKeepAlive = true;
            builder.TcpKeepAliveTime = KeepAliveSeconds;
            builder.TcpKeepAliveInterval = KeepAliveSeconds;
        }
        builder.ReadBufferSize = BufferBytes;
        builder.WriteBufferSize = BufferBytes;
        builder.SearchPath = null;
        builder.ApplicationName ??= "dbbackup";
        builder.PersistSecurityInfo = false;
        builder.MaxAutoPrepare = 0;
        return builder;
    }

    private static bool IsSocket(string host) => host[0] is '/' or '@';

    private static ConfigurationException Unusable(DatabaseSettings settings, string why) =>
        new($"Database {settings.Name}: the connection string cannot be used: {why}. Correct 'Databases:{settings.Name}:ConnectionString'.");
}
