using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Storage;
using Microsoft.Data.Sqlite;

namespace DbBackup.Connectors;

/// <summary>
/// Dumps a SQLite database as a database file, bit by bit what the online backup API gives: one state of the database, whoever writes
/// meanwhile. The copy is checked before <see cref="DatabaseConnector.DumpAsync"/> returns.
/// </summary>
/// <param name="settings">The database.</param>
/// <param name="stagingPath">A folder for the temporary copy, as large as the database; the system's own when <see langword="null"/>.</param>
/// <exception cref="ConfigurationException">The connection string is not usable.</exception>
public sealed class SqliteSnapshotConnector(DatabaseSettings settings, string? stagingPath) : SqliteConnector(settings, stagingPath)
{
    private const int BlockBytes = 1 << 20;

    /// <inheritdoc/>
    public override string Name => "snapshot";

    /// <inheritdoc/>
    public override string Extension => "sqlite3";

    private protected override IReadOnlyList<string> FindRefusals(SqliteSession session) => [];

    private protected override async Task<DumpResult> DumpCoreAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        if (options.ExcludeTables.Count > 0)
            throw new BackupException(
                $"Database {Settings.Database}: a snapshot is the whole file and cannot leave out '{options.ExcludeTables[0]}'. " +
                "Use the connector 'sql' to exclude tables.");

        Settings.RequireFile();
        using var copy = TemporaryDatabase.CreateIn(Settings.StagingPath);
        await CopyAsync(copy.Path, token).ConfigureAwait(false);
        options.TotalKnown?.Invoke(new FileInfo(copy.Path).Length);
        return await SendWhileCheckingAsync(copy.Path, destination, token).ConfigureAwait(false);
    }

    private protected override void RequireSupported(RestoreOptions options)
    {
        if (options.NoDrop)
            throw new BackupException(
                $"Database {Settings.Database}: a snapshot is the whole file and can only replace what exists. " +
                "Restore it without --no-drop.");
    }

    private protected override Task FillAsync(string staged, Stream source, SqliteTarget? existing, CancellationToken token) => FillAsync(staged, source, token);

    /// <summary>Writes a snapshot into a file.</summary>
    internal static async Task FillAsync(string staged, Stream source, CancellationToken token)
    {
        await using var file = new FileStream(staged, FileMode.Open, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous);
        var (block, begun) = (new byte[BlockBytes], 0L);
        while (await source.ReadAsync(block, token).ConfigureAwait(false) is var read and > 0)
        {
            await WriteAsync(file, block.AsMemory(0, read), token).ConfigureAwait(false);
            begun = DurableFile.SyncAhead(file, begun);
        }
    }

    // What goes wrong here is the target's disk; what goes wrong in reading is the backup's, and speaks for itself.
    private static async ValueTask WriteAsync(FileStream staged, ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        try
        {
            await staged.WriteAsync(bytes, token).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new BackupException(
                $"{staged.Name} cannot be written: {FileError.Reason(e)}. " +
                "Nothing was changed; make room beside the database for a second one.",
                e);
        }
    }

    private async Task CopyAsync(string path, CancellationToken token)
    {
        using var source = await SqliteSource.OpenSnapshotAsync(Settings, token).ConfigureAwait(false);
        using var copy = SqliteSession.Open(path, SqliteOpenMode.ReadWrite, token);
        OnlineBackup.Copy(source, copy);
    }

    /// <summary>Nothing is published before this returns, so the check need not come first: it reads what the sending reads too.</summary>
    private async Task<DumpResult> SendWhileCheckingAsync(string copy, Stream destination, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var check = Task.Run(() => Check(copy, stop.Token), stop.Token);
        var send = SendAsync(copy, destination, stop.Token);
        var first = await Task.WhenAny(check, send).ConfigureAwait(false);
        if (!first.IsCompletedSuccessfully)
            await stop.CancelAsync().ConfigureAwait(false);
        var second = first == check ? send : check;
        await second.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
        await second.ConfigureAwait(false);
        return await check.ConfigureAwait(false);
    }

    private DumpResult Check(string copy, CancellationToken token)
    {
        using var session = SqliteSession.OpenImmutable(copy, Settings.Path, token);
        SqliteCheck.Require(session, Settings.Check);
        return new DumpResult(EngineVersion(session), SqliteCheck.CountRows(session));
    }

    private static async Task SendAsync(string copy, Stream destination, CancellationToken token)
    {
        const FileOptions options = FileOptions.Asynchronous | FileOptions.SequentialScan;
        await using var file = new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, options);
        await file.CopyToAsync(destination, BlockBytes, token).ConfigureAwait(false);
    }
}
