using System.Text;
using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Storage;
using DbBackup.Tests.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Commands;

public sealed class VerifyCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_default_the_newest_of_each_database_and_of_media_is_verified_to_its_structure()
    {
        using var shop = new Shop(null, null, "a", "b");
        await shop.BackUpAsync();
        var newest = (await shop.BackUpAsync()).Databases.Select(d => d.Filename!).Append((await shop.BackUpMediaAsync()).Filename!).ToList();

        var result = await VerifyAsync(shop);

        result.EnsureSucceeded();
        Assert.Equal(newest.Order(), result.Backups.Select(b => b.Name).Order());
        Assert.All(result.Backups, b => Assert.Equal((ProofExtent.Structure, RunOutcome.Succeeded), (b.Extent, b.Outcome)));
        Assert.All(result.Backups, b => Assert.Empty(b.Notes));
        Assert.DoesNotContain(shop.Sent, s => s.Signal > DbBackup.Signals.Signal.PostCleanup);
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("sql")]
    public async Task A_flipped_bit_in_any_byte_is_found_and_named(string connector)
    {
        using var shop = new Shop(settings => settings.Databases["default"].Connector = connector);
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        var path = shop[$"backups/{name}"];
        var stored = await File.ReadAllBytesAsync(path, Token);
        for (var at = 0; at < stored.Length; at += 3)
        {
            await File.WriteAllBytesAsync(path, [.. stored[..at], (byte)(stored[at] ^ (1 << (at % 8))), .. stored[(at + 1)..]], Token);
            var verified = Assert.Single((await VerifyAsync(shop)).Backups);
            Assert.Equal((RunOutcome.Failed, null), (verified.Outcome, verified.Extent));
            Assert.Contains(name, Assert.IsType<DamagedBackupException>(verified.Error).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_damaged_one_is_named_and_none_stops_the_others()
    {
        using var shop = new Shop(null, null, "a", "b", "c");
        var names = (await shop.BackUpAsync()).Databases.Select(d => d.Filename!).ToList();
        await FlipAsync(shop[$"backups/{names[0]}"]);
        await FlipAsync(shop[$"backups/{names[2]}"]);

        var result = await VerifyAsync(shop, new() { All = true });

        Assert.Equal(new[] { names[0], names[2] }.Order(), result.Backups.Where(b => b.Error is DamagedBackupException).Select(b => b.Name).Order());
        Assert.Equal(names[1], Assert.Single(result.Backups, b => b.Outcome == RunOutcome.Succeeded).Name);
        Assert.Throws<DamagedBackupException>(result.EnsureSucceeded);
    }

    [Fact]
    public async Task What_is_truncated_longer_or_gone_is_found_though_the_list_sees_it_already()
    {
        using var shop = new Shop();
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        var stored = await File.ReadAllBytesAsync(shop[$"backups/{name}"], Token);
        foreach (var bytes in (byte[][])[stored[..^1], stored[..1], [], [.. stored, 0]])
        {
            await File.WriteAllBytesAsync(shop[$"backups/{name}"], bytes, Token);
            Assert.IsType<DamagedBackupException>(Assert.Single((await VerifyAsync(shop)).Backups).Error);
            Assert.IsType<DamagedBackupException>(Assert.Single((await VerifyAsync(shop, new() { Names = [name] })).Backups).Error);
        }
        File.Delete(shop[$"backups/{name}"]);
        Assert.Equal(RunOutcome.Failed, Assert.Single((await VerifyAsync(shop, new() { All = true })).Backups).Outcome);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_is_a_failure_beside_the_others()
    {
        using var shop = new Shop(null, null, "a", "b");
        var names = (await shop.BackUpAsync()).Databases.Select(d => d.Filename!).ToList();
        await File.WriteAllTextAsync(shop[$"backups/{names[0]}.manifest.json"], "{", Token);
        var result = await VerifyAsync(shop);
        Assert.Equal(2, result.Backups.Count);
        Assert.Contains(names[0], Assert.Single(result.Backups, b => b.Outcome == RunOutcome.Failed).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_files_and_unfinished_backups_are_not_verified_but_by_their_name()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        await File.WriteAllTextAsync(shop["backups/readme.txt"], "hello", Token);
        Assert.Single((await VerifyAsync(shop, new() { All = true })).Backups);
        var foreign = Assert.Single((await VerifyAsync(shop, new() { Names = ["readme.txt"] })).Backups);
        Assert.Contains("has no manifest", foreign.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_to_verify_is_a_failure(bool all)
    {
        using var shop = new Shop();
        var error = await Assert.ThrowsAsync<BackupException>(() => VerifyAsync(shop, new() { All = all }));
        Assert.Contains("nothing to verify", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_key_only_the_stored_bytes_are_verified_and_that_is_said()
    {
        using var shop = await EncryptedAsync(withKey: false);
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;

        var verified = Assert.Single((await VerifyAsync(shop)).Backups);

        Assert.Equal((RunOutcome.Succeeded, ProofExtent.Stored), (verified.Outcome, verified.Extent));
        Assert.Contains("no private key", Assert.Single(verified.Notes), StringComparison.Ordinal);
        await FlipAsync(shop[$"backups/{name}"]);
        Assert.IsType<DamagedBackupException>(Assert.Single((await VerifyAsync(shop)).Backups).Error);
    }

    [Fact]
    public async Task With_the_key_it_is_verified_to_its_structure()
    {
        using var shop = await EncryptedAsync(withKey: true);
        await shop.BackUpAsync();
        Assert.Equal(ProofExtent.Structure, Assert.Single((await VerifyAsync(shop)).Backups).Extent);
    }

    [Fact]
    public async Task A_wrong_key_and_one_that_is_not_there_are_told_from_damage_and_nothing_is_recorded()
    {
        using var shop = await EncryptedAsync(withKey: true);
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        await new KeygenCommand(TimeProvider.System).RunAsync(new() { Path = shop["wrong.key"] }, Token);
        shop.Settings.Encryption!.IdentityFile = shop["no.key"];
        Assert.IsType<ConfigurationException>(Assert.Single((await VerifyAsync(shop)).Backups).Error);
        shop.Settings.Encryption.IdentityFile = shop["wrong.key"];

        var wrong = Assert.Single((await VerifyAsync(shop)).Backups);

        Assert.Equal(RunOutcome.Failed, wrong.Outcome);
        Assert.IsNotType<DamagedBackupException>(wrong.Error);
        Assert.Contains("none of the configured keys", wrong.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"{name}.verified.json", await shop.StoredAsync());
        // In the header a flipped bit looks like a wrong key to the format, and is none.
        var stored = await File.ReadAllBytesAsync(shop[$"backups/{name}"], Token);
        for (var at = 0; at < 250; at += 5)
        {
            await File.WriteAllBytesAsync(shop[$"backups/{name}"], [.. stored[..at], (byte)(stored[at] ^ 1), .. stored[(at + 1)..]], Token);
            Assert.IsType<DamagedBackupException>(Assert.Single((await VerifyAsync(shop)).Backups).Error);
        }
    }

    [Fact]
    public async Task A_backup_of_a_corrupt_file_is_found_by_its_structure()
    {
        using var shop = new Shop();
        shop.Execute("CREATE INDEX names ON customers(name)");
        // An index that lacks a row passes quick_check, which is what a backup makes.
        shop.Execute("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX names ON customers(id)' WHERE name = 'names'; PRAGMA writable_schema=RESET");
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;

        var verified = Assert.Single((await VerifyAsync(shop)).Backups);

        Assert.Equal(name, verified.Name);
        Assert.IsType<DamagedBackupException>(verified.Error);
        Assert.Contains("names", verified.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snapshot", "not a database")]
    [InlineData("sql", "-- no script of ours\nSELECT 1;\n")]
    public async Task A_valid_envelope_around_something_else_is_damaged(string connector, string content)
    {
        using var shop = new Shop();
        await ForgeAsync(shop, connector, Encoding.UTF8.GetBytes(content.PadRight(5000, 'x')));
        Assert.IsType<DamagedBackupException>(Assert.Single((await VerifyAsync(shop)).Backups).Error);
    }

    [Fact]
    public async Task Damaged_pages_in_a_valid_envelope_are_found()
    {
        using var shop = new Shop();
        shop.Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO customers(name) SELECT 'customer ' || i FROM n");
        var bytes = await File.ReadAllBytesAsync(shop["default.db"], Token);
        Array.Fill(bytes, (byte)0xA5, 2 * 4096, 4096);
        await ForgeAsync(shop, "snapshot", bytes);
        Assert.IsType<DamagedBackupException>(Assert.Single((await VerifyAsync(shop)).Backups).Error);
        Assert.Empty(Directory.GetFiles(shop["staging"]));
    }

    [Fact]
    public async Task A_script_without_its_last_line_is_damaged()
    {
        using var shop = new Shop(settings => settings.Databases["default"].Connector = "sql");
        shop.Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90000) INSERT INTO customers(name) SELECT 'customer number ' || i FROM n");
        await shop.BackUpAsync();
        Assert.Equal(ProofExtent.Structure, Assert.Single((await VerifyAsync(shop)).Backups).Extent);
        var script = await PayloadAsync(shop);
        Assert.True(script.Length > 2 << 20);
        await ForgeAsync(shop, "sql", script[..^10]);
        Assert.IsType<DamagedBackupException>(Assert.Single((await VerifyAsync(shop)).Backups).Error);
    }

    [Fact]
    public async Task A_media_tar_that_is_cut_at_its_end_is_damaged_also_in_a_valid_envelope()
    {
        using var shop = new Shop();
        await shop.BackUpMediaAsync();
        var tar = await PayloadAsync(shop);
        foreach (var cut in (byte[][])[tar[..512], tar[..700], tar[..1024], []])
        {
            await ForgeMediaAsync(shop, cut);
            Assert.IsType<DamagedBackupException>(Assert.Single((await VerifyAsync(shop)).Backups).Error);
        }
        await ForgeMediaAsync(shop, tar);
        Assert.Equal(ProofExtent.Structure, Assert.Single((await VerifyAsync(shop)).Backups).Extent);
    }

    [Fact]
    public async Task The_last_result_is_recorded_and_listed()
    {
        using var shop = new Shop();
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        await VerifyAsync(shop);
        var passed = Assert.Single((await ListAsync(shop)).Proofs);
        Assert.Equal((ProofKind.Verification, true, ProofExtent.Structure, name), (passed.Kind, passed.Passed, passed.Extent, passed.Name));

        await FlipAsync(shop[$"backups/{name}"]);
        await VerifyAsync(shop);

        var failed = Assert.Single((await ListAsync(shop)).Proofs);
        Assert.Equal((false, null), (failed.Passed, failed.Extent));
        Assert.Contains(name, failed.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await shop.StoredAsync()).Count);
    }

    [Fact]
    public async Task A_result_that_cannot_be_recorded_stays_true_and_the_reason_is_told()
    {
        var storage = new AlteringStorage(new InMemoryStorage(), (name, bytes) =>
            name.EndsWith(".verified.json", StringComparison.Ordinal) ? throw new BackupException("The storage may only be read.") : bytes);
        using var shop = new Shop(null, services => services.AddSingleton<IBackupStorage>(storage));
        await shop.BackUpAsync();
        var verified = Assert.Single((await VerifyAsync(shop)).Backups);
        Assert.Equal(RunOutcome.Succeeded, verified.Outcome);
        Assert.Contains("may only be read", Assert.Single(verified.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_all_exclude_each_other() =>
        await Assert.ThrowsAsync<ConfigurationException>(async () =>
        {
            using var shop = new Shop();
            await VerifyAsync(shop, new() { Names = ["x"], All = true });
        });

    [Fact]
    public async Task Only_the_backups_of_one_server_are_verified_when_it_is_named()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        var other = (await shop.BackUpAsync(new() { ServerName = "web02" })).Databases[0].Filename;
        Assert.Equal(2, (await VerifyAsync(shop)).Backups.Count);
        Assert.Equal(other, Assert.Single((await VerifyAsync(shop, new() { ServerName = "web02" })).Backups).Name);
    }

    [Fact]
    public async Task Cancelled_it_begins_no_other()
    {
        using var shop = new Shop(null, null, "a", "b");
        await shop.BackUpAsync();
        using var cancellation = new CancellationTokenSource();
        var told = new CancelsAtFirst(cancellation);
        var result = await shop.Command<VerifyCommand>().RunAsync(new() { Progress = told }, cancellation.Token);
        Assert.Equal(RunOutcome.Cancelled, Assert.Single(result.Backups).Outcome);
    }

    private static Task<VerifyResult> VerifyAsync(Shop shop, VerifyOptions? options = null) => shop.Command<VerifyCommand>().RunAsync(options ?? new(), Token);

    private static Task<ListBackupsResult> ListAsync(Shop shop) => shop.Command<ListBackupsCommand>().RunAsync(new(), Token);

    private static async Task FlipAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path, Token);
        bytes[bytes.Length / 2] ^= 16;
        await File.WriteAllBytesAsync(path, bytes, Token);
    }

    private static async Task<Shop> EncryptedAsync(bool withKey)
    {
        var shop = new Shop();
        var recipient = (await new KeygenCommand(TimeProvider.System).RunAsync(new() { Path = shop["ours.key"] }, Token)).Recipient;
        shop.Settings.Encryption = new() { Recipients = [recipient], IdentityFile = withKey ? shop["ours.key"] : null };
        return shop;
    }

    private static async Task<byte[]> PayloadAsync(Shop shop)
    {
        var backup = (await ListAsync(shop)).Backups[0];
        await using var payload = await ArchiveReader.OpenPayloadAsync(await shop.Storage.OpenReadAsync(backup.Name, Token), backup, null, null, Token);
        using var bytes = new MemoryStream();
        await payload.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }

    private static Task ForgeAsync(Shop shop, string connector, byte[] payload) => ForgeAsync(shop, payload, backup => backup with
    {
        Kind = BackupKind.Database, Database = "default", Engine = "Sqlite", Connector = connector,
    });

    private static Task ForgeMediaAsync(Shop shop, byte[] payload) => ForgeAsync(shop, payload, backup => backup with { Kind = BackupKind.Media, Connector = "tar", Entries = 1 });

    // Whole in every hash, and not what it says.
    private static async Task ForgeAsync(Shop shop, byte[] payload, Func<BackupManifest, BackupManifest> of)
    {
        foreach (var name in await shop.StoredAsync())
            await shop.Storage.DeleteAsync(name, Token);
        ArchiveDigest? digest = null;
        await shop.Storage.WriteAsync(
            "forged",
            async (stream, token) => digest = await ArchiveWriter.WriteAsync(stream, new CompressionSettings(), null, PayloadContent.Any, async (to, t) => await to.WriteAsync(payload, t), null, token),
            Token);
        await new BackupCatalog(shop.Storage).CommitAsync(
            of(new()
            {
                RunId = "01", Kind = BackupKind.Media, Name = "forged", Server = "web01", Connector = "", StartedAt = DateTimeOffset.UnixEpoch, CompletedAt = DateTimeOffset.UnixEpoch,
                StoredBytes = digest!.StoredBytes, StoredSha256 = digest.StoredSha256, PayloadBytes = digest.PayloadBytes, PayloadSha256 = digest.PayloadSha256, Compression = "zstd", Tool = "t",
            }),
            Token);
    }

    private sealed class CancelsAtFirst(CancellationTokenSource cancellation) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => cancellation.Cancel();
    }
}
