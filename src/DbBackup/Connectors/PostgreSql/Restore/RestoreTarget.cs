using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Where a restore goes, so that it changes all at once or not at all: what was done is undone when this is disposed before
/// <see cref="CommitAsync"/>.
/// </summary>
internal abstract class RestoreTarget : IAsyncDisposable
{
    /// <summary>Whether objects of the same name may be in the way.</summary>
    public abstract bool IsInPlace { get; }

    /// <summary>Whether there was no such database. Else what belongs to it from outside, its owner, grants and settings, stays as it was.</summary>
    public abstract bool IsNew { get; }

    /// <summary>The server, for looking whether it has what the backup needs.</summary>
    public abstract NpgsqlConnection Server { get; }

    /// <summary>Gets ready for the statements and rows of a database with these properties.</summary>
    public abstract Task BeginAsync(PgDatabaseProperties properties, CancellationToken token);

    /// <summary>The session for what happens one after the other.</summary>
    public abstract NpgsqlConnection Main { get; }

    /// <summary>How many sessions work side by side.</summary>
    public abstract int Sessions { get; }

    /// <summary>A session for work side by side; with one session it is <see cref="Main"/>.</summary>
    public abstract Task<NpgsqlConnection> SessionAsync(int number, CancellationToken token);

    /// <summary>One more session, to see whether the server is still there; the caller owns it.</summary>
    public abstract Task<NpgsqlConnection> WatcherAsync(CancellationToken token);

    /// <summary>Makes it the database. After it nothing can fail.</summary>
    public abstract Task CommitAsync(CancellationToken token);

    public abstract ValueTask DisposeAsync();
}
