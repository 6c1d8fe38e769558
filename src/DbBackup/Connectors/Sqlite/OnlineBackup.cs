using SQLitePCL;

namespace DbBackup.Connectors;

/// <summary>SQLite's online backup: https://sqlite.org/backup.html.</summary>
internal static class OnlineBackup
{
    private const long BytesAStep = 4 << 20;

    /// <summary>Copies a database, page by page, into an empty file.</summary>
    /// <remarks>
    /// The copy is one step in the sense that matters: <paramref name="source"/> holds one read transaction all the while, so no commit of
    /// another connection can make it begin again or reach it. It goes in pieces only so that it can be cancelled between two of them.
    /// </remarks>
    public static void Copy(SqliteSession source, SqliteSession copy)
    {
        // A copy that fails is thrown away, so it needs no way back; it is brought to disk where that matters.
        copy.Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE");
        var pages = (int)Math.Max(1, BytesAStep / source.ReadInt64("PRAGMA page_size"));
        using var backup = raw.sqlite3_backup_init(copy.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid)
            copy.Require(raw.sqlite3_errcode(copy.Handle));
        int code;
        do
        {
            copy.Token.ThrowIfCancellationRequested();
            code = raw.sqlite3_backup_step(backup, pages);
        }
        while (code == raw.SQLITE_OK);
        if (code != raw.SQLITE_DONE)
            throw SqliteFailure.Create(code, Culprit(source, copy, code).Path, raw.sqlite3_errstr(code).utf8_to_string());
        copy.Require(raw.sqlite3_backup_finish(backup));
    }

    // The step's result code does not say on which side it failed; the connections remember.
    private static SqliteSession Culprit(SqliteSession source, SqliteSession copy, int code) =>
        (code & 0xFF) == raw.SQLITE_FULL || raw.sqlite3_errcode(copy.Handle) == code ? copy : source;
}
