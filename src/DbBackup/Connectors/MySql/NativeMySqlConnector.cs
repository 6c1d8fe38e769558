using DbBackup.Archives;
using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>
/// Dumps and restores a database of MySQL or MariaDB by its driver alone, in process: schema and rows from one snapshot, into a tar of
/// statements and of rows as <c>LOAD DATA</c> reads them.
/// </summary>
/// <param name="settings">The database.</param>
/// <exception cref="ConfigurationException">The connection string is not usable.</exception>
public sealed class NativeMySqlConnector(DatabaseSettings settings) : DatabaseConnector
{
    internal const string EngineName = "MySql";

    private readonly MySqlConnectionSettings _settings = MySqlConnectionSettings.Parse(settings);

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
    public override Task<DatabaseInspection> InspectAsync(CancellationToken token) => MySqlFailure.SayAsync(
        _settings, () => new MySqlInspection(new MySqlServer(_settings), settings.Exclude).RunAsync(token), token);

    /// <inheritdoc/>
    public override Task<DumpResult> DumpAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(options);
        _settings.RefuseSchemas(options.Schemas);
        return MySqlFailure.SayAsync(_settings, () => new MySqlDump(new MySqlServer(_settings), options.ExcludeTables).WriteAsync(destination, token), token);
    }

    /// <inheritdoc/>
    public override Task<RestoreResult> RestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        _settings.RefuseSchemas(options.Schemas);
        return MySqlFailure.SayAsync(_settings, () => new MySqlRestore(_settings, options).ReadAsync(source, token), token);
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
        return MySqlFailure.SayAsync(_settings, () => new MySqlRestore(_settings, options, isDrill: true).ReadAsync(source, token), token);
    }
}
