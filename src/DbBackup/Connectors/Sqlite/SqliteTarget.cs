using DbBackup.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DbBackup.Connectors;

/// <summary>The database file that a restore replaces, while nobody else can use it.</summary>
/// <remarks>
/// <para>
/// What must never be on disk is the new file beside the old one's -wal or -journal: SQLite would play them into it. And no connection to
/// the old file may make such a file later, by name, beside the new one. So, in this order:
/// </para>
/// <list type="number">
/// <item>An exclusive lock. Whoever reads or writes at this moment, and whoever has the database open in WAL mode, holds a shared
/// lock and makes this fail: "in use". A crash here changes nothing.</item>
/// <item>The old file leaves WAL mode, which checkpoints its -wal into it and removes -wal and -shm, and a hot journal has been rolled
/// back by then: the old file is whole and alone. It stays marked as not WAL, so that a connection that opened it before the rename and
/// gets its lock after it finds a rollback-journal database, and SQLite refuses it every write because its file has moved
/// (SQLITE_READONLY_DBMOVED). Idle connections of that mode, which hold no lock, end the same way. A crash here leaves the old database,
/// whole, though no longer in WAL mode.</item>
/// <item>What still lies beside it (a stale journal; everything, when the old file is damaged or gone and cannot be locked) is renamed
/// away, and the folder is synced, so that no power loss can undo this and keep the next step.</item>
/// <item>The rename, and the folder synced: the new database, alone. The lock is let go only now.</item>
/// </list>
/// <para>Windows cannot rename over an open file: there the lock is let go just before, and open handles of others make the rename fail.</para>
/// </remarks>
internal sealed class SqliteTarget : IDisposable
{
    private readonly string _path;
    private SqliteSession? _lock;

    private SqliteTarget(string path) => _path = path;

    /// <summary>The locked database, to read from; <see langword="null"/> when there is none, or none that can be read.</summary>
    public SqliteSession? Session => _lock;

    /// <summary>Whether the database was in WAL mode, which it left for the lock.</summary>
    public bool HasLeftWal { get; private set; }

    /// <summary>Excludes everybody else from a database. One that does not exist, or is damaged beyond locking, is simply nobody's.</summary>
    /// <exception cref="BackupException">It is in use, or may not be written.</exception>
    public static async Task<SqliteTarget> LockAsync(string path, TimeSpan timeout, CancellationToken token)
    {
        var target = new SqliteTarget(path);
        if (!File.Exists(path))
            return target;
        // Idle connections of this process would hold locks, or go on with the old file.
        SqliteConnection.ClearAllPools();
        try
        {
            return await SqliteSource.WaitForLocksAsync(target.Lock, timeout, token).ConfigureAwait(false);
        }
        catch (SqliteFailure failure) when (failure.IsDamage)
        {
            return target;
        }
        catch (SqliteFailure failure) when (failure.IsBusy)
        {
            throw new BackupException($"{path} is in use, so it was not replaced. Stop what has it open, then restore again.", failure);
        }
    }

    /// <summary>Puts a checked file in the database's place. When this throws, the old database is in its place.</summary>
    public void ReplaceBy(string staged)
    {
        var folder = Path.GetDirectoryName(_path)!;
        var aside = new List<(string From, string To)>();
        try
        {
            if (File.Exists(_path))
                DurableFile.TakeOverRights(_path, staged);
            using (var file = new FileStream(staged, FileMode.Open, FileAccess.ReadWrite))
                DurableFile.Sync(file);
            SetCompanionsAside(staged, aside);
            DurableFile.SyncDirectory(folder);
            if (OperatingSystem.IsWindows())
                Release();
            File.Move(staged, _path, overwrite: true);
            HasLeftWal = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (var (from, to) in aside)
                File.Move(to, from);
            throw new BackupException(
                $"{_path} could not be replaced and is as it was: {FileError.Reason(e)}. " +
                "Check the rights of its folder and the space there.",
                e);
        }
        DurableFile.SyncDirectory(folder);
        TemporaryDatabase.RemoveSetAside(_path);
    }

    public void Dispose()
    {
        try
        {
            if (HasLeftWal)
                _lock?.Execute("PRAGMA journal_mode=WAL");
        }
        catch (SqliteFailure)
        {
            // The old database is whole without it, and what went wrong before is what matters.
        }
        finally
        {
            Release();
        }
    }

    private SqliteTarget Lock()
    {
        // Not the caller's token: what follows is short, and must not end halfway.
        _lock = SqliteSession.Open(_path, SqliteOpenMode.ReadWrite, CancellationToken.None);
        try
        {
            if (raw.sqlite3_db_readonly(_lock.Handle, "main") == 1)
                throw SqliteFailure.Create(raw.SQLITE_READONLY, _path, "it is read-only");
            _lock.Execute("PRAGMA locking_mode=EXCLUSIVE");
            if (_lock.ReadText("PRAGMA journal_mode") == "wal")
            {
                _lock.Execute("PRAGMA journal_mode=DELETE");
                HasLeftWal = true;
            }
            // In this locking mode the lock stays after the transaction.
            _lock.Execute("BEGIN EXCLUSIVE; COMMIT");
            return this;
        }
        catch
        {
            Release();
            throw;
        }
    }

    private void Release()
    {
        _lock?.Dispose();
        _lock = null;
    }

    private void SetCompanionsAside(string staged, List<(string From, string To)> aside)
    {
        foreach (var companion in TemporaryDatabase.Companions.Where(companion => File.Exists(_path + companion)))
        {
            var to = TemporaryDatabase.SetAside(staged, companion);
            File.Move(_path + companion, to);
            aside.Add((_path + companion, to));
        }
    }
}
