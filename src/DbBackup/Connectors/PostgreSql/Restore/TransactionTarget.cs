using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The database itself, in one transaction of one session.</summary>
/// <param name="server">The database.</param>
/// <param name="connection">The session; owned.</param>
internal sealed class TransactionTarget(PgServer server, NpgsqlConnection connection) : RestoreTarget
{
    /// <inheritdoc/>
    public override bool IsInPlace => true;

    /// <inheritdoc/>
    public override bool IsNew => false;

    /// <inheritdoc/>
    public override NpgsqlConnection Server => connection;

    /// <inheritdoc/>
    public override NpgsqlConnection Main => connection;

    /// <inheritdoc/>
    public override int Sessions => 1;

    /// <inheritdoc/>
    public override async Task BeginAsync(PgDatabaseProperties properties, CancellationToken token)
    {
        var encoding = await connection.ScalarAsync<string>("SHOW server_encoding", token).ConfigureAwait(false);
        if (encoding != properties.Encoding)
            throw new BackupException(
                $"Database {server.Settings.Database}: the backup has the encoding {properties.Encoding}, the database {encoding}. Restore it with \"Restore\": \"Swap\", or into a database of that encoding.");
        // A lock that an application holds for long is told rather than waited for.
        await connection.ExecuteAsync("BEGIN; SET LOCAL lock_timeout = 60000", token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<NpgsqlConnection> SessionAsync(int number, CancellationToken token) => Task.FromResult(connection);

    /// <inheritdoc/>
    public override Task<NpgsqlConnection> WatcherAsync(CancellationToken token) => server.OpenAsync(token);

    /// <summary>Makes it the database, on the disk, too.</summary>
    public override Task CommitAsync(CancellationToken token) => connection.ExecuteAsync("SET LOCAL synchronous_commit = local; COMMIT", CancellationToken.None);

    /// <summary>Closes the session; the server rolls back what was not committed.</summary>
    public override ValueTask DisposeAsync() => new(Patience.CloseAsync(connection));
}
