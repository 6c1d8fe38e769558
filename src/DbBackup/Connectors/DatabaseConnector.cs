using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>
/// Dumps and restores one database through its driver, in process. A connector refuses, naming the object, what it cannot carry
/// faithfully; it never warns and goes on.
/// </summary>
public abstract class DatabaseConnector
{
    /// <summary>The engine, as in the configuration: <c>Sqlite</c>.</summary>
    public abstract string Engine { get; }

    /// <summary>The connector's name, as in the configuration: <c>snapshot</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The payload's file extension without a dot: <c>sqlite3</c>.</summary>
    public abstract string Extension { get; }

    /// <summary>The name that the engine gives the database; for SQLite the file's name.</summary>
    public abstract string DatabaseName { get; }

    /// <summary>What its payload is made of.</summary>
    internal virtual PayloadContent Content => PayloadContent.Any;

    /// <summary>Connects and says what is there and what a dump would refuse. Changes nothing.</summary>
    /// <exception cref="BackupException">The database cannot be reached or read.</exception>
    public abstract Task<DatabaseInspection> InspectAsync(CancellationToken token);

    /// <summary>Writes a consistent dump to <paramref name="destination"/>, front to back.</summary>
    /// <exception cref="BackupException">The database cannot be dumped faithfully; what was written is worthless.</exception>
    public abstract Task<DumpResult> DumpAsync(Stream destination, DumpOptions options, CancellationToken token);

    /// <summary>
    /// Restores a dump. <paramref name="source"/> is read to its end, where it throws when the bytes are not those of the manifest;
    /// only then, and when the rows agree with <see cref="RestoreOptions.ExpectedTables"/>, does the target change, all at once.
    /// </summary>
    /// <exception cref="BackupException">The target cannot be restored and is as it was.</exception>
    public abstract Task<RestoreResult> RestoreAsync(Stream source, RestoreOptions options, CancellationToken token);

    /// <summary>
    /// Looks whether <see cref="RestoreAsync"/> of the same would be refused: what the target lacks, what may not be done there. Changes nothing, and
    /// need not read <paramref name="source"/> to its end. A connector that has nothing to look at refuses nothing.
    /// </summary>
    /// <exception cref="BackupException">The restore would be refused.</exception>
    public virtual Task CheckRestoreAsync(Stream source, RestoreOptions options, CancellationToken token) => Task.CompletedTask;

    /// <summary>Whether the database is there, so that a restore has something to take a safety backup of. A connector that cannot tell says yes.</summary>
    /// <exception cref="BackupException">Nobody can say, as when the server is not reached.</exception>
    public virtual Task<bool> ExistsAsync(CancellationToken token) => Task.FromResult(true);

    /// <summary>
    /// Locks the database against other backups and restores, on its own server: those that use another storage meet there. The lock ends with the
    /// returned handle, and with the process at the latest. A connector of an engine without such locks gives one that locks nothing.
    /// </summary>
    /// <returns>The lock, or <see langword="null"/> at once when another run has it.</returns>
    /// <exception cref="BackupException">It cannot be taken, as when the server is not reached.</exception>
    public virtual Task<IAsyncDisposable?> TryLockAsync(CancellationToken token) => Task.FromResult<IAsyncDisposable?>(HeldSession.None);

    /// <summary>
    /// Restores a dump as <see cref="RestoreAsync"/> does, into a scratch place that is gone when this returns, however it ends. The database
    /// is not touched and need not be there.
    /// </summary>
    /// <exception cref="BackupException">It cannot be restored, or the connector has no scratch place.</exception>
    public virtual Task<RestoreResult> DrillAsync(Stream source, RestoreOptions options, CancellationToken token) =>
        throw new BackupException($"The connector {Name} of {Engine} has no scratch place to restore into, so it has no drill: use 'verify'.");
}
