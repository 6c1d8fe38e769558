using System.Net.Sockets;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>One database of a server, and how sessions on it are opened.</summary>
/// <param name="settings">The connection.</param>
/// <param name="database">The database; <see langword="null"/> for the one of the connection string.</param>
internal sealed class PgServer(PgConnectionSettings settings, string? database = null) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = settings.CreateDataSource(database);

    /// <summary>The connection.</summary>
    public PgConnectionSettings Settings => settings;

    /// <summary>The database's name.</summary>
    public string Database => database ?? settings.DatabaseName;

    /// <summary>Opens a session that reads.</summary>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken token) => ConnectAsync(PgSession.OpenAsync, token);

    /// <summary>Opens a session that restores.</summary>
    public Task<NpgsqlConnection> OpenForRestoreAsync(CancellationToken token) => ConnectAsync(PgSession.OpenForRestoreAsync, token);

    /// <summary>Whether the server has the database.</summary>
    public static async Task<bool> ExistsAsync(PgConnectionSettings settings, CancellationToken token)
    {
        await using var server = new PgServer(settings);
        try
        {
            await using var session = await server.OpenAsync(token).ConfigureAwait(false);
            return true;
        }
        catch (BackupException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName })
        {
            return false;
        }
    }

    /// <summary>Begins to watch the server.</summary>
    public async Task<ServerWatch> WatchAsync(CancellationToken token) =>
        PgWatch.Start(await ConnectAsync(PgSession.OpenAsync, token).ConfigureAwait(false), settings, token);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<NpgsqlConnection> ConnectAsync(Func<NpgsqlDataSource, CancellationToken, Task<NpgsqlConnection>> open, CancellationToken token)
    {
        try
        {
            return await open(_source, token).ConfigureAwait(false);
        }
        catch (Exception e) when (!token.IsCancellationRequested && e is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            throw PgFailure.Translate(e, settings);
        }
    }
}
