using System.Text;
using SQLitePCL;

namespace DbBackup.Connectors;

/// <summary>
/// Runs a script of <see cref="SqlScriptWriter"/>, statement by statement as it comes in, in a database that may be thrown away. Whoever
/// wrote it can do nothing but fill that database: no other file, no extension, no setting.
/// </summary>
internal sealed class SqlScriptReader(SqliteSession session, string database)
{
    private const int BlockBytes = 128 << 10;
    private const int TrustedSchema = 1017;

    private static readonly string[] Settings =
    [
        "foreign_keys", "ignore_check_constraints", "encoding", "page_size", "auto_vacuum", "writable_schema", "application_id", "user_version",
        "page_count",
    ];

    private static readonly int[] Actions =
    [
        raw.SQLITE_CREATE_INDEX, raw.SQLITE_CREATE_TABLE, raw.SQLITE_CREATE_TRIGGER, raw.SQLITE_CREATE_VIEW, raw.SQLITE_DELETE,
        raw.SQLITE_DROP_TABLE, raw.SQLITE_INSERT, raw.SQLITE_READ, raw.SQLITE_REINDEX, raw.SQLITE_SELECT, raw.SQLITE_TRANSACTION,
        raw.SQLITE_UPDATE,
    ];

    private readonly SqlStatementSplitter _splitter = new();
    private byte[] _buffer = new byte[BlockBytes];
    private int _filled;
    private string? _encoding;

    /// <summary>Runs the script to its end.</summary>
    /// <exception cref="BackupException">It is none, is truncated, asks for what it may not, or does not fit what exists.</exception>
    public async Task RunAsync(Stream script)
    {
        Confine();
        try
        {
            while (await FillAsync(script).ConfigureAwait(false) is var read and > 0)
                RunComplete(read);
        }
        catch (SqliteFailure failure) when (!failure.IsBusy)
        {
            throw new BackupException($"Database {database}: the script cannot be run ({failure.Detail}). Nothing was changed.", failure);
        }
        if (_encoding is null)
            throw NotAScript();
        if (!_splitter.IsBetweenStatements || Encoding.UTF8.GetString(_buffer, 0, _filled).Trim() != SqlScript.End
            || raw.sqlite3_get_autocommit(session.Handle) == 0)
            throw new DamagedBackupException(
                $"Database {database}: the script ends before its last line. " +
                "Nothing was changed; take another backup.");
        session.Require(raw.sqlite3_set_authorizer(session.Handle, (delegate_authorizer?)null, null));
    }

    private void Confine()
    {
        raw.sqlite3_limit(session.Handle, raw.SQLITE_LIMIT_ATTACHED, 0);
        SqliteSchema.AllowOldQuotes(session);
        session.Require(raw.sqlite3_db_config(session.Handle, TrustedSchema, 0, out _));
        session.Require(raw.sqlite3_set_authorizer(session.Handle, Authorize, null));
    }

    private static int Authorize(object user, int action, utf8z first, utf8z second, utf8z where, utf8z trigger)
    {
        var isAllowed = action switch
        {
            raw.SQLITE_PRAGMA => Settings.Contains(first.utf8_to_string()) || IsWal(first, second),
            raw.SQLITE_FUNCTION => second.utf8_to_string() is not ("load_extension" or "fts3_tokenizer"),
            _ => Actions.Contains(action),
        };
        return isAllowed ? raw.SQLITE_OK : raw.SQLITE_DENY;
    }

    private static bool IsWal(utf8z pragma, utf8z value) =>
        pragma.utf8_to_string() == "journal_mode" && string.Equals(value.utf8_to_string(), "WAL", StringComparison.OrdinalIgnoreCase);

    private async ValueTask<int> FillAsync(Stream script)
    {
        if (_buffer.Length - _filled < BlockBytes)
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(_buffer.Length * 2L, _filled + BlockBytes)));
        return await script.ReadAsync(_buffer.AsMemory(_filled), session.Token).ConfigureAwait(false);
    }

    private void RunComplete(int read)
    {
        var (start, scanned, end) = (0, _filled, _filled + read);
        while (_splitter.Advance(_buffer.AsSpan(scanned, end - scanned)) is (var taken, true))
        {
            scanned += taken;
            Run(_buffer.AsSpan(start, scanned - start));
            start = scanned;
        }
        _buffer.AsSpan(start, end - start).CopyTo(_buffer);
        _filled = end - start;
        RequireReasonableLength();
    }

    private void Run(ReadOnlySpan<byte> statement)
    {
        if (_encoding is null)
            ReadHeader(statement);
        session.Execute(statement);
    }

    private void ReadHeader(ReadOnlySpan<byte> statement)
    {
        var line = Encoding.UTF8.GetString(statement[..Math.Max(0, statement.IndexOf((byte)'\n'))]);
        _encoding = SqlScript.ReadEncoding(line) ?? throw NotAScript();
        RequireEncoding();
    }

    // Some text is in the script as bytes of its encoding. A database that has had a table keeps its own, whatever SQLite then says of it.
    private void RequireEncoding()
    {
        if (session.ReadInt64("PRAGMA page_count") > 0 && session.ReadText("PRAGMA encoding") is var own && own != _encoding)
            throw new BackupException(
                $"Database {database}: the backup's text is {_encoding} and the existing database's is {own}. Nothing was changed; " +
                "restore without --no-drop.");
    }

    private void RequireReasonableLength()
    {
        if (_encoding is null && _filled > BlockBytes)
            throw NotAScript();
        if (_filled > raw.sqlite3_limit(session.Handle, raw.SQLITE_LIMIT_SQL_LENGTH, -1))
            throw new DamagedBackupException(
                $"Database {database}: the script has a statement without end. " +
                "Nothing was changed; take another backup.");
    }

    private DamagedBackupException NotAScript() =>
        new(
            $"Database {database}: the backup is not a SQL script of this format. " +
            "Nothing was changed; check which backup this is, or update this program.");
}
