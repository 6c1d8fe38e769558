using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>
/// Dumps and restores a database of MySQL or MariaDB by its own programs <c>mysqldump</c> and <c>mysql</c> (<c>mariadb-dump</c> and
/// <c>mariadb</c>), for those who want the classic.
/// </summary>
public sealed class MySqlDumpConnector : DatabaseConnector
{
    private readonly DatabaseSettings _database;
    private readonly MySqlConnectionSettings _settings;

    /// <param name="settings">The database.</param>
    /// <exception cref="ConfigurationException">The connection string or an argument is not usable.</exception>
    public MySqlDumpConnector(DatabaseSettings settings)
    {
        _settings = MySqlConnectionSettings.Parse(settings);
        _database = settings;
        MySqlArguments.CheckDump(settings.DumpArguments, $"Databases:{settings.Name}:DumpArguments");
        MySqlArguments.CheckRestore(settings.RestoreArguments, $"Databases:{settings.Name}:RestoreArguments");
        if (settings.Definer is not null and not DefinerHandling.Keep)
            throw new ConfigurationException($"'Databases:{settings.Name}:Definer' is {settings.Definer}, and mysqldump keeps definers; remove it, or use the connector native.");
    }

    /// <inheritdoc/>
    public override string Engine => NativeMySqlConnector.EngineName;

    /// <inheritdoc/>
    public override string Name => "mysqldump";

    /// <inheritdoc/>
    public override string Extension => "sql";

    /// <inheritdoc/>
    public override string DatabaseName => _settings.DatabaseName;

    /// <inheritdoc/>
    public override Task<DatabaseInspection> InspectAsync(CancellationToken token) => MySqlFailure.SayAsync(
        _settings,
        async () =>
        {
            await using var session = await new MySqlServer(_settings).OpenAsync(token).ConfigureAwait(false);
            var version = await MySqlServerVersion.ReadAsync(session, _settings, token).ConfigureAwait(false);
            await MySqlProgram.FindDumpAsync(version, _settings.Database, token).ConfigureAwait(false);
            await MySqlProgram.FindClientAsync(version, _settings.Database, token).ConfigureAwait(false);
            var tables = (await SelectedTables.ReadAsync(session, _database.Exclude, _settings.Database, token).ConfigureAwait(false)).Included;
            return new DatabaseInspection(version.ToString(), tables.Sum(t => t.Bytes), await DumpLimits.FindAsync(session, version, tables, _settings, token).ConfigureAwait(false));
        },
        token);

    /// <inheritdoc/>
    public override Task<DumpResult> DumpAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(options);
        _settings.RefuseSchemas(options.Schemas);
        return MySqlFailure.SayAsync(_settings, () => new MySqlDumpProgram(new MySqlServer(_settings), options.ExcludeTables).WriteAsync(destination, token), token);
    }

    /// <inheritdoc/>
    public override Task<RestoreResult> RestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        _settings.RefuseSchemas(options.Schemas);
        if (options.NoDrop)
            throw new BackupException($"Database {_settings.Database}: a dump of mysqldump replaces the tables that it has, so that --no-drop cannot be. Leave it out.");
        return MySqlFailure.SayAsync(_settings, () => new MySqlClientProgram(_settings, options).ReadAsync(source, token), token);
    }

    /// <inheritdoc/>
    public override Task<bool> ExistsAsync(CancellationToken token) => MySqlFailure.SayAsync(_settings, () => MySqlServer.ExistsAsync(_settings, token), token);

    /// <inheritdoc/>
    public override Task<IAsyncDisposable?> TryLockAsync(CancellationToken token) =>
        MySqlFailure.SayAsync<IAsyncDisposable?>(_settings, async () => await MySqlLock.TryTakeAsync(_settings, token).ConfigureAwait(false), token);

    /// <inheritdoc/>
    public override Task<RestoreResult> DrillAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return MySqlFailure.SayAsync(_settings, () => new MySqlClientProgram(_settings, options, isDrill: true).ReadAsync(source, token), token);
    }
}
