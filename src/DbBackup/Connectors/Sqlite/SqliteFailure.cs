using System.Globalization;

namespace DbBackup.Connectors;

/// <summary>An error of the SQLite library, in the words of the person who has to act on it.</summary>
/// <param name="message">What happened, to which file, and what to do.</param>
/// <param name="code">The extended result code, https://sqlite.org/rescode.html.</param>
/// <param name="detail">What the library said.</param>
internal sealed class SqliteFailure(string message, int code, string detail) : BackupException(message)
{
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13;
    private const int CannotOpen = 14, NotADatabase = 26;
    private const int ReadOnlyRecovery = 264, ReadOnlyRollback = 776, ReadOnlyCannotInit = 1288, ReadOnlyFolder = 1544;
    private const int MissingCollation = 257;

    /// <summary>The extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>What the library said.</summary>
    public string Detail { get; } = detail;

    /// <summary>Somebody else holds a lock: it may pass.</summary>
    public bool IsBusy => (Code & 0xFF) is Busy or Locked;

    /// <summary>What is in the file is no database, or no longer.</summary>
    public bool IsDamage => (Code & 0xFF) is Corrupt or NotADatabase;

    /// <summary>Words for a result code.</summary>
    public static SqliteFailure Create(int code, string path, string detail) => new(
        (code & 0xFF, code) switch
        {
            (Busy or Locked, _) =>
                $"{path} is in use: another connection holds a lock on it. " +
                "Try again when it is idle, or raise Default Timeout in the connection string.",
            (NotADatabase, _) =>
                $"{path} is not a SQLite database, or it is encrypted. " +
                "Check Data Source; an encrypted database cannot be read by this engine.",
            (Corrupt, _) => $"{path} is damaged ({detail}). Restore its last good backup, or rescue what is left with sqlite3's .recover.",
            (_, ReadOnlyRecovery or ReadOnlyRollback or ReadOnlyCannotInit) =>
                $"{path} has an unfinished transaction to recover from its -journal or -wal file, and the file or its folder may not be written. " +
                "Allow it, or open the database once with its application.",
            (CannotOpen or Permission, _) or (_, ReadOnlyFolder) =>
                $"{path} cannot be opened. " +
                "Check the rights of the file and of its folder; a database in WAL mode needs its -wal and -shm files, or the right to make them.",
            (ReadOnly, _) => $"{path} may not be written ({detail}). Check the rights of the file and of its folder.",
            (Full, _) => $"There is no space left to write {path}. Free some, or set StagingPath to a larger disk.",
            (_, MissingCollation) =>
                $"{path} uses a collation that only its application defines ({detail}), so it cannot be checked and counted. " +
                "Use a built-in collation.",
            (InputOutput, _) => $"{path} cannot be read or written: {detail}. Check the disk.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{path}: SQLite error {code}: {detail}."),
        },
        code,
        detail);
}
