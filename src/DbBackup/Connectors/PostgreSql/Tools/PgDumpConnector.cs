using DbBackup.Configuration;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Dumps and restores a PostgreSQL database by its own programs <c>pg_dump</c> and <c>pg_restore</c>, in custom format through a pipe, for
/// those who want the classic.
/// </summary>
public sealed class PgDumpConnector : DatabaseConnector
{
    /// <summary>What can be done without the programs, for messages.</summary>
    internal const string Instead = "use the connector native, which needs none";

    private readonly DatabaseSettings _database;
    private readonly PgConnectionSettings _settings;

    /// <param name="settings">The database.</param>
    /// <exception cref="ConfigurationException">The connection string or an argument is not usable.</exception>
    public PgDumpConnector(DatabaseSettings settings)
    {
        _settings = PgConnectionSettings.Parse(settings);
        _database = settings;
        PgArguments.Check(
            settings.DumpArguments, $"Databases:{settings.Name}:DumpArguments",
            ("--schema", "Schemas"), ("-n", "Schemas"), ("--exclude-table", "Exclude"), ("-T", "Exclude"));
        PgArguments.Check(
            settings.RestoreArguments, $"Databases:{settings.Name}:RestoreArguments",
            ("--clean", "--no-drop to leave it out"), ("-c", "--no-drop to leave it out"), ("--schema", "--schema of the restore"), ("-n", "--schema of the restore"));
    }

    /// <inheritdoc/>
    public override string Engine => NativePgConnector.EngineName;

    /// <inheritdoc/>
    public override string Name => "pg_dump";

    /// <inheritdoc/>
    public override string Extension => "pgdump";

    /// <inheritdoc/>
    public override string DatabaseName => _settings.DatabaseName;

    /// <inheritdoc/>
    public override Task<DatabaseInspection> InspectAsync(CancellationToken token) => PgFailure.SayAsync(
        _settings,
        async () =>
        {
            await using var server = new PgServer(_settings);
            await using var session = await server.OpenAsync(token).ConfigureAwait(false);
            await PgProgram.FindAsync("pg_dump", session.PostgreSqlVersion.Major, _settings.Database, Instead, token).ConfigureAwait(false);
            await PgProgram.FindAsync("pg_restore", session.PostgreSqlVersion.Major, _settings.Database, Instead, token).ConfigureAwait(false);
            var tables = await PgScope.ReadTablesAsync(session, Scope([], _database.Exclude), _settings.Database, token).ConfigureAwait(false);
            var bytes = await session.ScalarAsync<long>("SELECT pg_database_size(current_database())", token).ConfigureAwait(false);
            return new DatabaseInspection(session.ServerVersion, bytes, LockableTable.Refusals(tables.Included, _settings.Username));
        },
        token);

    /// <inheritdoc/>
    public override Task<DumpResult> DumpAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(options);
        return PgFailure.SayAsync(
            _settings,
            async () =>
            {
                await using var server = new PgServer(_settings);
                return await new PgDumpProgram(server, Scope(options.Schemas, options.ExcludeTables)).WriteAsync(destination, token).ConfigureAwait(false);
            },
            token);
    }

    /// <inheritdoc/>
    public override Task<RestoreResult> RestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return PgFailure.SayAsync(_settings, () => new PgRestoreProgram(_settings, options).ReadAsync(source, token), token);
    }

    /// <inheritdoc/>
    public override Task<bool> ExistsAsync(CancellationToken token) => PgFailure.SayAsync(_settings, () => PgServer.ExistsAsync(_settings, token), token);

    /// <inheritdoc/>
    public override Task<IAsyncDisposable?> TryLockAsync(CancellationToken token) =>
        PgFailure.SayAsync<IAsyncDisposable?>(_settings, async () => await PgLock.TryTakeAsync(_settings, token).ConfigureAwait(false), token);

    /// <inheritdoc/>
    public override Task<RestoreResult> DrillAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return PgFailure.SayAsync(_settings, () => new PgRestoreProgram(_settings, options, isDrill: true).ReadAsync(source, token), token);
    }

    /// <inheritdoc/>
    public override Task CheckRestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PgFailure.SayAsync(_settings, () => new PgRestoreProgram(_settings, options).CheckAsync(token), token);
    }

    private SchemaScope Scope(IReadOnlyList<string> schemas, IReadOnlyList<string> exclude) => new(schemas.Count > 0 ? schemas : _settings.Schemas, exclude);
}
