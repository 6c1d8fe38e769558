using DbBackup.Catalog;
using DbBackup.Connectors;
using Microsoft.Data.Sqlite;

namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>A restore changes its target all at once or not at all.</summary>
public sealed class SqliteRestoreTests : IDisposable
{
    private const string Old = "CREATE TABLE old(a); INSERT INTO old VALUES('precious')";
    private const string New = "CREATE TABLE fresh(a); INSERT INTO fresh VALUES(1),(2),(3)";

    private readonly SqliteFolder _folder = new();

    public static TheoryData<string, string> Modes => new MatrixTheoryData<string, string>(["snapshot", "sql"], ["DELETE", "WAL"]);

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Modes))]
    public async Task The_old_database_and_all_its_companions_are_replaced(string kind, string mode)
    {
        var (payload, tables) = await DumpNewAsync(kind, mode);
        var target = CreateLeftover("target.db", mode);
        await _folder.RestoreAsync(kind, target, payload, tables);
        _folder.AssertNothingBeside(target);
        Assert.Equal(3L, SqliteFolder.Scalar(target, "SELECT count(*) FROM fresh"));
        Assert.Equal(mode.ToLowerInvariant(), SqliteFolder.Scalar(target, "PRAGMA journal_mode"));
        Assert.Equal(0L, SqliteFolder.Scalar(target, "SELECT count(*) FROM sqlite_schema WHERE name='old'"));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_source_that_fails_at_any_read_changes_nothing(string kind, string mode)
    {
        var (payload, tables) = await DumpNewAsync(kind, mode);
        var target = CreateLeftover("target.db", mode);
        var before = ReadAll();
        var failures = 0;
        for (var n = 1; ; n++, failures++)
        {
            using var source = new FailingStream(n, payload: payload);
            try
            {
                await _folder.Connector(kind, target).RestoreAsync(source, new RestoreOptions { ExpectedTables = tables }, TestContext.Current.CancellationToken);
                Assert.False(source.HasFailed);
                break;
            }
            catch (IOException)
            {
                Assert.Equal(before, ReadAll());
            }
        }
        // The last failure is at the read that finds the end, where a payload that is not the manifest's throws.
        Assert.True(failures > 10, $"{failures} failures");
        _folder.AssertNothingBeside(target);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_restore_cancelled_at_any_read_changes_nothing(string kind, string mode)
    {
        var (payload, tables) = await DumpNewAsync(kind, mode);
        var target = CreateLeftover("target.db", mode);
        var before = ReadAll();
        for (var n = 1; n <= 11; n++)
        {
            using var cancellation = new CancellationTokenSource();
            using var source = new FailingStream(n, cancellation.Cancel, payload);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                _folder.Connector(kind, target).RestoreAsync(source, new RestoreOptions { ExpectedTables = tables }, cancellation.Token));
            Assert.Equal(before, ReadAll());
        }
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Rows_that_disagree_with_the_manifest_change_nothing(string kind, string mode)
    {
        var (payload, _) = await DumpNewAsync(kind, mode);
        var target = CreateLeftover("target.db", mode);
        var before = ReadAll();
        var error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync(kind, target, payload, [new TableRows("main.fresh", 4)]));
        Assert.Contains("Table main.fresh has 3 rows in the restored copy, and 4 in the manifest", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync(kind, target, payload, [new TableRows("main.fresh", 3), new TableRows("main.lost", 7)]));
        Assert.Contains("no table main.lost", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, ReadAll());
    }

    [Fact]
    public async Task A_payload_that_is_no_whole_database_changes_nothing()
    {
        var path = _folder.Create("source.db", "CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) INSERT INTO t SELECT hex(i) FROM n");
        var (payload, _) = await _folder.DumpAsync("snapshot", path);
        var target = CreateLeftover("target.db", "DELETE");
        var before = ReadAll();
        var damaged = payload.ToArray();
        damaged.AsSpan(damaged.Length / 2, 4096).Fill(0xA5);
        foreach (var bad in new[] { damaged, payload[..(payload.Length - 4096)], [.. "this is text"u8], new byte[8192] })
        {
            await Assert.ThrowsAsync<DamagedBackupException>(() => _folder.RestoreAsync("snapshot", target, bad));
            Assert.Equal(before, ReadAll());
        }
    }

    [Theory]
    [InlineData("DELETE", "BEGIN IMMEDIATE")]
    [InlineData("DELETE", "BEGIN; SELECT * FROM old")]
    [InlineData("WAL", "BEGIN IMMEDIATE; INSERT INTO old VALUES('uncommitted')")]
    [InlineData("WAL", "SELECT * FROM old")]
    public async Task A_database_in_use_is_a_clear_error_and_stays_in_use(string mode, string use)
    {
        var (payload, tables) = await DumpNewAsync("snapshot", mode);
        var target = _folder.Create("target.db", $"PRAGMA journal_mode={mode}; {Old}");
        using var user = SqliteFolder.Open(target);
        SqliteFolder.Run(user, use);
        using var reader = use.StartsWith("BEGIN; SELECT", StringComparison.Ordinal) ? Reader(user) : null;
        var error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync("snapshot", target, payload, tables));
        Assert.Contains($"{target} is in use, so it was not replaced", error.Message, StringComparison.Ordinal);
        reader?.Dispose();
        SqliteFolder.Run(user, "INSERT INTO old VALUES('still works')");
        Assert.Equal("precious", SqliteFolder.Scalar(user, "SELECT a FROM old"));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Root), file => file.Contains("dbbackup-restore", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_writer_that_ends_in_time_is_waited_for()
    {
        var (payload, tables) = await DumpNewAsync("snapshot", "DELETE");
        var target = _folder.Create("target.db", Old);
        var user = SqliteFolder.Open(target);
        SqliteFolder.Run(user, "BEGIN IMMEDIATE");
        var settings = SqliteFolder.Settings(target);
        settings.ConnectionString = settings.ConnectionString.Replace("Timeout=1", "Timeout=600", StringComparison.Ordinal);
        var restore = new SqliteSnapshotConnector(settings, null).RestoreAsync(
            new MemoryStream(payload), new RestoreOptions { ExpectedTables = tables }, TestContext.Current.CancellationToken);
        Assert.False(restore.IsCompleted);
        user.Dispose();
        await restore;
        Assert.Equal(3L, SqliteFolder.Scalar(target, "SELECT count(*) FROM fresh"));
    }

    [Fact]
    public async Task Waiting_for_a_lock_can_be_cancelled()
    {
        var (payload, tables) = await DumpNewAsync("snapshot", "DELETE");
        var target = _folder.Create("target.db", Old);
        using var user = SqliteFolder.Open(target);
        SqliteFolder.Run(user, "BEGIN IMMEDIATE");
        var settings = SqliteFolder.Settings(target);
        settings.ConnectionString = settings.ConnectionString.Replace("Timeout=1", "Timeout=600", StringComparison.Ordinal);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var restore = new SqliteSnapshotConnector(settings, null).RestoreAsync(new MemoryStream(payload), new RestoreOptions { ExpectedTables = tables }, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => restore);
    }

    [Fact]
    public async Task An_idle_connection_to_the_replaced_file_can_never_write_again_nor_harm_the_new_one()
    {
        var (payload, tables) = await DumpNewAsync("snapshot", "DELETE");
        var target = _folder.Create("target.db", Old);
        using var idle = SqliteFolder.Open(target);
        Assert.Equal(1L, SqliteFolder.Scalar(idle, "SELECT count(*) FROM old"));
        await _folder.RestoreAsync("snapshot", target, payload, tables);
        Assert.Equal(1032, Assert.Throws<SqliteException>(() => SqliteFolder.Run(idle, "INSERT INTO old VALUES('lost')")).SqliteExtendedErrorCode);
        Assert.Equal(1032, Assert.Throws<SqliteException>(() => SqliteFolder.Run(idle, "PRAGMA journal_mode=WAL")).SqliteExtendedErrorCode);
        _folder.AssertNothingBeside(target);
        Assert.Equal("ok", SqliteFolder.Scalar(target, "PRAGMA integrity_check"));
    }

    [Theory, InlineData("DELETE"), InlineData("WAL")]
    public async Task Pooled_connections_of_this_process_are_no_obstacle(string mode)
    {
        var (payload, tables) = await DumpNewAsync("snapshot", mode);
        var target = _folder.Create("target.db", $"PRAGMA journal_mode={mode}; {Old}");
        var pooled = $"Data Source={target}";
        using (var connection = new SqliteConnection(pooled))
        {
            connection.Open();
            Assert.Equal(1L, SqliteFolder.Scalar(connection, "SELECT count(*) FROM old"));
        }
        await _folder.RestoreAsync("snapshot", target, payload, tables);
        using var again = new SqliteConnection(pooled);
        again.Open();
        Assert.Equal(3L, SqliteFolder.Scalar(again, "SELECT count(*) FROM fresh"));
        SqliteConnection.ClearPool(again);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_damaged_database_is_replaced_with_all_that_lies_beside_it(string kind)
    {
        var (payload, tables) = await DumpNewAsync(kind, "DELETE");
        var target = _folder.Path("target.db");
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
            await File.WriteAllTextAsync(target + suffix, new string('x', 5000), TestContext.Current.CancellationToken);
        await _folder.RestoreAsync(kind, target, payload, tables);
        _folder.AssertNothingBeside(target);
        Assert.Equal(3L, SqliteFolder.Scalar(target, "SELECT count(*) FROM fresh"));
    }

    [Fact]
    public async Task A_WAL_whose_database_is_gone_is_not_played_into_the_new_one()
    {
        var (payload, tables) = await DumpNewAsync("snapshot", "WAL");
        var target = CreateLeftover("target.db", "WAL");
        File.Delete(target);
        Assert.True(File.Exists(target + "-wal"));
        await _folder.RestoreAsync("snapshot", target, payload, tables);
        _folder.AssertNothingBeside(target);
        Assert.Equal(3L, SqliteFolder.Scalar(target, "SELECT count(*) FROM fresh"));
    }

    [Fact]
    public async Task When_the_rename_fails_the_old_database_is_as_it_was()
    {
        var target = CreateLeftover("target.db", "WAL");
        var before = SqliteContents.Read(target);
        using (var locked = await SqliteTarget.LockAsync(target, TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            Assert.True(locked.HasLeftWal);
            var error = Assert.Throws<BackupException>(() => locked.ReplaceBy(_folder.Path("never staged")));
            Assert.Contains("could not be replaced and is as it was", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, SqliteContents.Read(target));
    }

    [Fact]
    public async Task When_the_rename_fails_what_lay_beside_the_database_is_there_again()
    {
        var target = Directory.CreateDirectory(_folder.Path("target.db")).FullName;
        await File.WriteAllTextAsync(target + "-journal", "journal", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.Path("staged"), "new", TestContext.Current.CancellationToken);
        using var nobody = await SqliteTarget.LockAsync(target, TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Throws<BackupException>(() => nobody.ReplaceBy(_folder.Path("staged")));
        Assert.Equal(["staged", "target.db-journal"], Directory.GetFiles(_folder.Root).Select(file => Path.GetFileName(file)).Order());
    }

    [Fact]
    public async Task The_target_is_locked_for_everybody_until_it_is_replaced()
    {
        var target = _folder.Create("target.db", $"PRAGMA journal_mode=WAL; {Old}");
        using (await SqliteTarget.LockAsync(target, TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            foreach (var sql in new[] { "SELECT * FROM old", "INSERT INTO old VALUES(1)", "PRAGMA journal_mode=WAL" })
            {
                using var other = SqliteFolder.OpenQuietly(target);
                Assert.Equal(5, Assert.Throws<SqliteException>(() => SqliteFolder.Run(other, sql)).SqliteErrorCode);
            }
            Assert.False(File.Exists(target + "-wal"));
        }
        Assert.Equal("wal", SqliteFolder.Scalar(target, "PRAGMA journal_mode"));
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_target_that_does_not_exist_is_made_with_its_folder_for_the_owner_only(string kind)
    {
        var (payload, tables) = await DumpNewAsync(kind, "DELETE");
        var target = _folder.Path("new/folder/target.db");
        await _folder.RestoreAsync(kind, target, payload, tables);
        Assert.Equal(3L, SqliteFolder.Scalar(target, "SELECT count(*) FROM fresh"));
        Assert.Equal([target], Directory.GetFiles(_folder.Path("new/folder")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task The_old_file_s_mode_is_kept(string kind)
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        var (payload, tables) = await DumpNewAsync(kind, "DELETE");
        var target = _folder.Create("target.db", Old);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, mode);
        await _folder.RestoreAsync(kind, target, payload, tables);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(mode, File.GetUnixFileMode(target));
    }

    [Fact]
    public async Task A_snapshot_cannot_be_restored_into_what_exists()
    {
        var (payload, _) = await DumpNewAsync("snapshot", "DELETE");
        var error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync("snapshot", _folder.Path("target.db"), payload, noDrop: true));
        Assert.Contains("--no-drop", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_target_that_is_a_folder_is_a_clear_error(string kind)
    {
        var (payload, _) = await DumpNewAsync(kind, "DELETE");
        var error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync(kind, Directory.CreateDirectory(_folder.Path("folder")).FullName, payload));
        Assert.Contains("is a folder", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_link_to_a_file_that_is_not_there_yet_is_followed(string kind)
    {
        var (payload, tables) = await DumpNewAsync(kind, "DELETE");
        File.CreateSymbolicLink(_folder.Path("link.db"), "real.db");
        await _folder.RestoreAsync(kind, _folder.Path("link.db"), payload, tables);
        Assert.NotNull(new FileInfo(_folder.Path("link.db")).LinkTarget);
        Assert.Null(new FileInfo(_folder.Path("real.db")).LinkTarget);
        Assert.Equal(3L, SqliteFolder.Scalar(_folder.Path("real.db"), "SELECT count(*) FROM fresh"));
    }

    private static SqliteDataReader Reader(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM old";
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return reader;
    }

    private async Task<(byte[] Payload, IReadOnlyList<TableRows> Tables)> DumpNewAsync(string kind, string mode)
    {
        var path = _folder.Create($"new-{Guid.NewGuid():N}.db", $"PRAGMA journal_mode={mode}; {New}");
        var (payload, result) = await _folder.DumpAsync(kind, path);
        foreach (var file in Directory.GetFiles(_folder.Root, "new-*"))
            File.Delete(file);
        return (payload, result.Tables);
    }

    /// <summary>A database as a crash leaves it: in WAL mode with everything still in the WAL.</summary>
    private string CreateLeftover(string name, string mode)
    {
        var live = _folder.Path("live.db");
        using (var connection = SqliteFolder.Open(live))
        {
            SqliteFolder.Run(connection, $"PRAGMA journal_mode={mode}; PRAGMA wal_autocheckpoint=0; {Old}");
            foreach (var suffix in new[] { "", "-wal", "-shm" }.Where(suffix => File.Exists(live + suffix)))
                File.Copy(live + suffix, _folder.Path(name) + suffix);
        }
        File.Delete(live);
        Assert.Equal(mode == "WAL", File.Exists(_folder.Path(name) + "-wal"));
        return _folder.Path(name);
    }

    private SortedDictionary<string, string> ReadAll() =>
        new(Directory.GetFiles(_folder.Root).ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file))), StringComparer.Ordinal);

    [Fact]
    public async Task The_new_file_belongs_to_whom_the_old_one_belonged()
    {
        var (payload, tables) = await DumpNewAsync("snapshot", "DELETE");
        var target = _folder.Create("theirs.db", "CREATE TABLE old(a)");
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "65534:65534", target);
        var before = await RunAsync("stat", "-c", "%u:%g:%a", target);

        using var source = new MemoryStream(payload);
        await new SqliteSnapshotConnector(SqliteFolder.Settings(target), null)
            .RestoreAsync(source, new RestoreOptions { ExpectedTables = tables }, TestContext.Current.CancellationToken);

        Assert.Equal(before, await RunAsync("stat", "-c", "%u:%g:%a", target));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
