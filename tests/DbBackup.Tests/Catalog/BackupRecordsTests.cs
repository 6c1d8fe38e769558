using DbBackup.Catalog;
using DbBackup.Storage;

namespace DbBackup.Tests.Catalog;

public sealed class BackupRecordsTests
{
    private static readonly BackupManifest Backup = Cli.ManifestExamples.Shop;

    private readonly InMemoryStorage _storage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BackupRecords Records => new(_storage);

    [Fact]
    public async Task The_last_record_is_the_one_that_is_found()
    {
        Assert.Null(await Records.FindAsync(Backup, ProofKind.Drill, Token));
        await Records.ReplaceAsync(Record(passed: true), Token);
        await Records.ReplaceAsync(Record(passed: false), Token);
        Assert.Equal(Record(passed: false), await Records.FindAsync(Backup, ProofKind.Drill, Token));
        Assert.Null(await Records.FindAsync(Backup, ProofKind.Verification, Token));
    }

    [Fact]
    public async Task That_of_an_earlier_backup_of_the_same_name_says_nothing()
    {
        await Records.ReplaceAsync(Record(passed: true), Token);
        Assert.Null(await Records.FindAsync(Backup with { RunId = "another" }, ProofKind.Drill, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("my own notes")]
    [InlineData("{ \"mine\": true }")]
    [InlineData("[]")]
    public async Task A_foreign_file_of_such_a_name_is_read_by_nobody_and_never_deleted(string content)
    {
        var name = Backup.Name + ".drilled.json";
        await _storage.WriteAsync(name, async (stream, token) => await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(content), token), Token);
        Assert.Null(await Records.FindAsync(Backup, ProofKind.Drill, Token));
        await Assert.ThrowsAsync<BackupException>(() => Records.ReplaceAsync(Record(passed: true), Token));
        await Records.DeleteAllAsync(Backup.Name, Token);
        Assert.True(await _storage.ExistsAsync(name, Token));
    }

    [Fact]
    public async Task Records_are_no_backups_and_no_backup_can_have_the_name_of_one()
    {
        await Records.ReplaceAsync(Record(passed: true), Token);
        await Records.UnpinAsync(Backup, DateTimeOffset.UnixEpoch, "t", Token);
        var listing = await new BackupCatalog(_storage).ReadAsync(Token);
        Assert.Empty(listing.Backups);
        Assert.Empty(listing.Damaged);
        Assert.All(Sidecar.Suffixes, suffix => Assert.False(ManifestFormat.CanName("x" + suffix)));
        Assert.All(Sidecar.Suffixes, suffix => Assert.True(suffix.Length <= ManifestFormat.Suffix.Length));
    }

    [Fact]
    public async Task They_go_with_their_backup()
    {
        await _storage.WriteAsync(Backup.Name, (_, _) => Task.CompletedTask, Token);
        await new BackupCatalog(_storage).CommitAsync(Backup, Token);
        await Records.ReplaceAsync(Record(passed: true), Token);
        await Records.ReplaceAsync(Record(passed: true) with { Kind = ProofKind.Verification }, Token);
        await Records.UnpinAsync(Backup, DateTimeOffset.UnixEpoch, "t", Token);
        await new BackupCatalog(_storage).DeleteAsync(Backup, Token);
        Assert.Empty(await _storage.ListAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_pin_is_void_only_by_a_record_of_this_very_backup()
    {
        var pinned = Backup with { Pinned = true };
        await _storage.WriteAsync(pinned.Name, (_, _) => Task.CompletedTask, Token);
        await new BackupCatalog(_storage).CommitAsync(pinned, Token);
        await Records.UnpinAsync(Backup with { RunId = "another" }, DateTimeOffset.UnixEpoch, "t", Token);
        Assert.True((await new BackupCatalog(_storage).FindAsync(pinned.Name, Token)).Pinned);
        await Records.UnpinAsync(pinned, DateTimeOffset.UnixEpoch, "t", Token);
        Assert.False((await new BackupCatalog(_storage).FindAsync(pinned.Name, Token)).Pinned);
    }

    private static ProofRecord Record(bool passed) => new()
    {
        Kind = ProofKind.Drill, Name = Backup.Name, BackupRunId = Backup.RunId, StartedAt = Backup.StartedAt, CompletedAt = Backup.CompletedAt,
        Passed = passed, Extent = passed ? ProofExtent.Restore : null, Error = passed ? null : "It failed.", Tool = "t",
    };
}
