using System.Text.Json.Nodes;
using DbBackup.Archives;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>An archive that is not whole, not ours or not for this server changes nothing.</summary>
public sealed class ArchiveTests(ArchiveTests.Databases databases) : IClassFixture<ArchiveTests.Databases>, IDisposable
{
    private readonly BackupApp _app = new();

    public void Dispose() => _app.Dispose();

    /// <summary>A dump that was killed lists fine with the classic tools; here every place at which it can end is refused.</summary>
    [Fact]
    public async Task An_archive_that_ends_anywhere_is_refused()
    {
        var whole = databases.Dump.Payload;
        var target = await TargetAsync();
        foreach (var entries in Enumerable.Range(0, whole.Names.Count))
        {
            var error = await Assert.ThrowsAnyAsync<BackupException>(() => (databases.Dump with { Payload = whole.Take(entries) }).RestoreAsync(target));
            Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
            await AssertUntouchedAsync(target);
        }
    }

    [Fact]
    public async Task Rows_that_were_exchanged_for_others_are_refused()
    {
        var (payload, target) = (databases.Dump.Payload, await TargetAsync());
        var part = payload.Names.Last(n => n.StartsWith("data/", StringComparison.Ordinal) && payload.Content(n).Length > 30);
        var content = payload.Content(part).ToArray();
        content[^3] ^= 1;
        await Assert.ThrowsAnyAsync<BackupException>(() => (databases.Dump with { Payload = payload.With(part, content) }).RestoreAsync(target));
        await AssertUntouchedAsync(target);
    }

    [Fact]
    public async Task A_backup_of_a_newer_server_is_refused() => await AssertRefusedAsync(b => b["engineMajor"] = 99, "99");

    [Fact]
    public async Task A_backup_of_a_newer_format_is_refused() => await AssertRefusedAsync(b => b["formatVersion"] = 2, "update DbBackup");

    [Fact]
    public async Task A_backup_of_another_engine_is_refused() => await AssertRefusedAsync(b => b["engine"] = "MySql", "MySql");

    [Theory]
    [InlineData("extensions", "no_such_extension 1.0")]
    [InlineData("tablespaces", "no_such_space")]
    [InlineData("collations", "libc:xx_XX.utf8")]
    public async Task What_the_target_lacks_is_named_before_anything_changes(string kind, string name) =>
        await AssertRefusedAsync(b => b["requirements"]![kind] = new JsonArray(name), name.Split(' ', ':')[^1] is "1.0" ? "no_such_extension" : name.Split(':')[^1]);

    [Fact]
    public async Task A_file_with_a_flipped_bit_is_refused_by_the_command_line()
    {
        var target = await TargetAsync();
        _app.Configure("source", databases.Source.ConnectionString).Configure("target", target.ConnectionString);
        (await _app.RunAsync("backup", "-d", "source", "-q")).Succeeded();
        var file = Path.Combine(_app["backups"], Assert.Single(_app.Backups));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        for (var place = 0; place < bytes.Length; place += 1 + bytes.Length / 8)
        {
            bytes[place] ^= 4;
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            var restore = await _app.RunAsync("restore", "-d", "target", "--from", "source", "-y");
            Assert.True(restore.ExitCode == 1, $"Byte {place}: {restore}");
            await AssertUntouchedAsync(target);
            bytes[place] ^= 4;
        }
    }

    private async Task AssertRefusedAsync(Action<JsonNode> change, string named)
    {
        var target = await TargetAsync();
        var backup = databases.Dump.Payload.Json(NativeFormat.Backup);
        change(backup);
        var error = await Assert.ThrowsAnyAsync<BackupException>(() => (databases.Dump with { Payload = databases.Dump.Payload.With(NativeFormat.Backup, backup) }).RestoreAsync(target));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        await AssertUntouchedAsync(target);
    }

    private Task<PostgresDatabase> TargetAsync() => databases.Cluster.CreateDatabaseAsync("CREATE TABLE old (i int); INSERT INTO old VALUES (1)");

    private static async Task AssertUntouchedAsync(PostgresDatabase target)
    {
        Assert.Equal(["old"], await target.LinesAsync("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"));
        Assert.Equal(["1"], await target.LinesAsync("SELECT i FROM old"));
        Assert.Empty(await target.Cluster.Maintenance.LinesAsync($"SELECT datname FROM pg_database WHERE datname LIKE {Sql.Text(target.Name + "%")} AND datname <> {Sql.Text(target.Name)} AND datname !~ '^db[0-9]+$'"));
    }

    public sealed class Databases(ClusterTemplate template) : IAsyncLifetime
    {
        public PostgresCluster Cluster { get; } = new(template);

        public PostgresDatabase Source { get; private set; } = null!;

        internal Dump Dump { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await Cluster.InitializeAsync();
            Source = await Cluster.CreateDatabaseAsync("CREATE TABLE a (i int PRIMARY KEY, t text); CREATE TABLE b (i int REFERENCES a); INSERT INTO a SELECT i, 'row ' || i FROM generate_series(1, 99) i; INSERT INTO b SELECT i FROM a");
            Dump = await Dump.OfAsync(Source);
        }

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();
    }
}
