using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;
using DbBackup.Storage;
using DbBackup.Tests.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Faults;

public sealed class ReadBackTests
{
    private static readonly Dictionary<string, Func<byte[], byte[]>> Alterations = new()
    {
        ["a bit flipped"] = Alteration.FlipABit,
        ["truncated"] = bytes => bytes[..^1],
        ["empty"] = _ => [],
        ["one byte more"] = bytes => [.. bytes, 0],
        ["another object"] = bytes => new byte[bytes.Length],
    };

    public static TheoryData<string, BackupVerification> Lies => [.. Alterations.Keys.SelectMany(_ => new[] { BackupVerification.Full, BackupVerification.Stored }, (name, depth) => (name, depth))];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task What_a_storage_keeps_as_something_else_is_no_backup_and_is_removed(string alteration, BackupVerification depth)
    {
        var lies = false;
        using var shop = Lying(alteration, () => lies, settings => settings.Verify = depth);
        var good = (await shop.BackUpAsync()).Databases[0].Filename;
        var before = await shop.StoredAsync();
        shop.Sent.Clear();
        lies = true;

        var result = (await shop.BackUpAsync()).Databases[0];

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains("came back", result.Error!.Message, StringComparison.Ordinal);
        Assert.IsType<DamagedBackupException>(result.Error.InnerException);
        Assert.Equal([Signal.PreBackup, Signal.BackupFailed], shop.Signals);
        Assert.Equal(before, await shop.StoredAsync());
        lies = false;
        Assert.Equal(good, (await shop.RestoreAsync(new() { NoSafetyBackup = true })).Backup!.Name);
    }

    [Fact]
    public async Task Media_are_read_back_too()
    {
        using var shop = Lying("truncated", () => true);
        var result = await shop.BackUpMediaAsync();
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal([Signal.PreMediaBackup, Signal.MediaBackupFailed], shop.Signals);
        Assert.Empty(await shop.StoredAsync());
    }

    [Fact]
    public async Task Without_reading_back_the_storage_is_believed_and_only_a_verification_finds_the_lie()
    {
        using var shop = Lying("a bit flipped", () => true, settings => settings.Verify = BackupVerification.Off);
        var backup = (await shop.BackUpAsync()).Databases[0].Backup!;
        Assert.Null(backup.ReadBack);
        Assert.IsType<DamagedBackupException>((await shop.Command<VerifyCommand>().RunAsync(new(), TestContext.Current.CancellationToken)).Backups[0].Error);
    }

    [Theory]
    [InlineData(BackupVerification.Full, ProofExtent.Payload)]
    [InlineData(BackupVerification.Stored, ProofExtent.Stored)]
    public async Task The_manifest_says_how_deep_it_was_read_back(BackupVerification depth, ProofExtent extent)
    {
        using var shop = new Shop(settings => settings.Verify = depth);
        Assert.Equal(extent, (await shop.BackUpAsync()).Databases[0].Backup!.ReadBack);
        Assert.Equal(extent, (await shop.BackUpMediaAsync()).Backup!.ReadBack);
    }

    [Theory]
    [InlineData("ours.key", ProofExtent.Payload)]
    [InlineData("others.key", ProofExtent.Stored)]
    [InlineData("no.key", ProofExtent.Stored)]
    public async Task What_is_encrypted_is_decoded_where_the_key_is(string key, ProofExtent extent)
    {
        using var folder = new TemporaryFolder();
        var (ours, others) = (await KeysAsync(folder["ours.key"]), await KeysAsync(folder["others.key"]));
        using var shop = new Shop(settings => settings.Encryption = new() { Recipients = [ours], IdentityFile = folder[key] });
        Assert.NotEqual(ours, others);
        Assert.Equal(extent, (await shop.BackUpAsync()).Databases[0].Backup!.ReadBack);
    }

    [Fact]
    public async Task A_backup_to_a_path_is_read_back_as_well()
    {
        using var shop = new Shop();
        Assert.Equal(ProofExtent.Payload, (await shop.BackUpAsync(new() { OutputPath = shop["away/x.zst"] })).Databases[0].Backup!.ReadBack);
    }

    private static Shop Lying(string alteration, Func<bool> lies, Action<DbBackupSettings>? configure = null)
    {
        var storage = new AlteringStorage(new InMemoryStorage(), (name, bytes) =>
            lies() && !name.EndsWith(".json", StringComparison.Ordinal) ? Alterations[alteration](bytes) : bytes);
        return new(configure, services => services.AddSingleton<IBackupStorage>(storage));
    }

    private static async Task<string> KeysAsync(string path) =>
        (await new KeygenCommand(TimeProvider.System).RunAsync(new() { Path = path }, TestContext.Current.CancellationToken)).Recipient;
}
