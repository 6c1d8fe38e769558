using DbBackup.Catalog;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>A new database beside the old one, which takes its name in the end. Until then the old one is not touched.</summary>
internal sealed class SwapTarget : RestoreTarget
{
    private const string Infix = "_dbbackup_";
    private const int LongestName = 63, DropTries = 3;

    private readonly PgConnectionSettings _settings;
    private readonly PgServer _maintenance;
    private readonly NpgsqlConnection _server;
    private readonly bool _disconnect;
    private readonly ExistingDatabase? _existing;
    private readonly List<NpgsqlConnection> _sessions = [];
    private readonly bool _isScratch;
    private PgServer? _staged;
    private string? _name;

    /// <summary>Makes a target.</summary>
    /// <param name="settings">The database to replace.</param>
    /// <param name="maintenance">Another database of the server, in which databases are made and renamed; owned.</param>
    /// <param name="server">A session there; owned.</param>
    /// <param name="existing">The database to replace; <see langword="null"/> when there is none.</param>
    /// <param name="disconnect">Whether sessions on the database are ended.</param>
    public SwapTarget(PgConnectionSettings settings, PgServer maintenance, NpgsqlConnection server, ExistingDatabase? existing, bool disconnect) =>
        (_settings, _maintenance, _server, _existing, _disconnect) = (settings, maintenance, server, existing, disconnect);

    private SwapTarget(PgConnectionSettings settings, PgServer maintenance, NpgsqlConnection server) : this(settings, maintenance, server, null, disconnect: true) => _isScratch = true;

    /// <summary>A database that is never committed. Whatever belongs to a database from outside is left out: the copy is nobody's for long.</summary>
    public static SwapTarget Scratch(PgConnectionSettings settings, PgServer maintenance, NpgsqlConnection server) => new(settings, maintenance, server);

    /// <inheritdoc/>
    public override bool IsInPlace => false;

    /// <inheritdoc/>
    public override bool IsNew => _existing is null && !_isScratch;

    /// <inheritdoc/>
    public override NpgsqlConnection Server => _server;

    /// <inheritdoc/>
    public override NpgsqlConnection Main => _sessions[0];

    /// <inheritdoc/>
    public override int Sessions => _settings.Workers;

    /// <summary>The new database, once it was begun.</summary>
    public string Staged => _name!;

    private string Target => _settings.DatabaseName;

    /// <inheritdoc/>
    public override async Task BeginAsync(PgDatabaseProperties properties, CancellationToken token)
    {
        if (!_disconnect)
            await DatabaseSessions.RefuseAsync(_server, _settings, token).ConfigureAwait(false);
        await LeftDatabases.DropAsync(_server, Target, token).ConfigureAwait(false);
        _name = StagedName(Target, RunId.New(DateTimeOffset.UtcNow));
        var options = properties.CreateOptions(_server.PostgreSqlVersion.Major);
        await _server.ExecuteAsync($"CREATE DATABASE {PgName.Quote(_name)} {options}{_existing?.CreateOptions}", token).ConfigureAwait(false);
        await LeftDatabases.MarkAsync(_server, _name, Target, token).ConfigureAwait(false);
        _staged = new PgServer(_settings, _name);
        await SessionAsync(0, token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<NpgsqlConnection> SessionAsync(int number, CancellationToken token)
    {
        while (_sessions.Count <= number)
            _sessions.Add(await _staged!.OpenForRestoreAsync(token).ConfigureAwait(false));
        return _sessions[number];
    }

    /// <inheritdoc/>
    public override Task<NpgsqlConnection> WatcherAsync(CancellationToken token) => _staged!.OpenAsync(token);

    /// <inheritdoc/>
    public override async Task CommitAsync(CancellationToken token)
    {
        await CloseSessionsAsync().ConfigureAwait(false);
        if (_existing is not null)
        {
            await _existing.ApplyToAsync(_server, _name!, token).ConfigureAwait(false);
            await _server.ExecuteAsync(
                $"COMMENT ON DATABASE {PgName.Quote(_name!)} IS {(_existing.Comment is { } comment ? PgName.Literal(comment) : "NULL")}", token).ConfigureAwait(false);
        }
        else
        {
            await LeftDatabases.UnmarkAsync(_server, _name!, Target, token).ConfigureAwait(false);
        }
        // From here on it is a matter of names, which nothing may interrupt halfway.
        token.ThrowIfCancellationRequested();
        await RenameAsync().ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await CloseSessionsAsync().ConfigureAwait(false);
            if (_name is not null)
                await DropAsync(_name).ConfigureAwait(false);
        }
        finally
        {
            await _server.DisposeAsync().ConfigureAwait(false);
            await _maintenance.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The name of the new database: the old one's as far as it fits, and the run.</summary>
    private static string StagedName(string target, string run)
    {
        var suffix = $"{Infix}{run.ToLowerInvariant()}";
        var name = target;
        while (System.Text.Encoding.UTF8.GetByteCount(name) + suffix.Length > LongestName)
            name = name[..(char.IsLowSurrogate(name[^1]) ? ^2 : ^1)];
        return name + suffix;
    }

    private async Task RenameAsync()
    {
        var old = _existing is null ? null : StagedName(Target, RunId.New(DateTimeOffset.UtcNow));
        var rename = $"ALTER DATABASE {PgName.Quote(_name!)} RENAME TO {PgName.Quote(Target)}";
        if (old is null)
        {
            await _server.ExecuteAsync(rename, CancellationToken.None).ConfigureAwait(false);
            _name = null;
            return;
        }
        await DatabaseSessions.AloneAsync(
            _server, _settings, _disconnect,
            $"BEGIN; ALTER DATABASE {PgName.Quote(Target)} RENAME TO {PgName.Quote(old)}; {rename}; COMMIT").ConfigureAwait(false);
        _name = null;
        await LeftDatabases.MarkAsync(_server, old, Target, CancellationToken.None).ConfigureAwait(false);
        await DropAsync(old).ConfigureAwait(false);
    }

    private async Task CloseSessionsAsync()
    {
        foreach (var session in _sessions)
            await Patience.CloseAsync(session).ConfigureAwait(false);
        _sessions.Clear();
        if (_staged is not null)
            await _staged.DisposeAsync().ConfigureAwait(false);
        _staged = null;
    }

    // What cannot be dropped now is marked, and the next restore drops it.
    private async Task DropAsync(string name)
    {
        for (var attempt = 1; attempt <= DropTries; attempt++)
        {
            try
            {
                await using var connection = await _maintenance.OpenAsync(CancellationToken.None).ConfigureAwait(false);
                await connection.ExecuteAsync(LeftDatabases.DropSql(connection, name), CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is NpgsqlException or BackupException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
