using DbBackup.Archives;
using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>
/// Dumps and restores a PostgreSQL database by its driver alone, in process: schema and rows from one snapshot, into a tar of statements and
/// binary COPY data.
/// </summary>
/// <param name="settings">The database.</param>
/// <exception cref="ConfigurationException">The connection string is not usable.</exception>
public sealed class NativePgConnector(DatabaseSettings settings) : DatabaseConnector
{
    internal const string EngineName = "PostgreSql";

    private readonly PgConnectionSettings _settings = PgConnectionSettings.Parse(settings);

    /// <inheritdoc/>
    public override string Engine => EngineName;

    /// <inheritdoc/>
    public override string Name => "native";

    /// <inheritdoc/>
    public override string Extension => "tar";

    /// <inheritdoc/>
    internal override PayloadContent Content => PayloadContent.Rows;

    /// <inheritdoc/>
    public override string DatabaseName => _settings.DatabaseName;

    /// <inheritdoc/>
    public override Task<DatabaseInspection> InspectAsync(CancellationToken token) => PgFailure.SayAsync(
        _settings,
        async () =>
        {
            await using var server = new PgServer(_settings);
            return await new PgInspection(server, new SchemaScope(_settings.Schemas, settings.Exclude)).RunAsync(token).ConfigureAwait(false);
        },
        token);

    /// <inheritdoc/>
    public override Task<DumpResult> DumpAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(options);
        var schemas = options.Schemas.Count > 0 ? options.Schemas : _settings.Schemas;
        return PgFailure.SayAsync(
            _settings,
            async () =>
            {
                await using var server = new PgServer(_settings);
                return await new PgDump(server, new SchemaScope(schemas, options.ExcludeTables)).WriteAsync(destination, token).ConfigureAwait(false);
            },
            token);
    }

    /// <inheritdoc/>
    public override Task<RestoreResult> RestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return PgFailure.SayAsync(_settings, () => new PgRestore(_settings, options).ReadAsync(source, token), token);
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
        return PgFailure.SayAsync(_settings, () => new PgRestore(_settings, options, isDrill: true).ReadAsync(source, token), token);
    }

    /// <inheritdoc/>
    public override Task CheckRestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return PgFailure.SayAsync(_settings, () => new PgRestore(_settings, options).CheckAsync(source, token), token);
    }
}
