using System.Text;
using DbBackup.Archives;

namespace DbBackup.Tests.Cli;

/// <summary>Encrypted backups: written with a public key alone, opened by the stock programs, restored with the private key and with no other.</summary>
public sealed class EncryptionTests : IDisposable
{
    private const string Variable = "SHOP_BACKUP_SECRET";

    private readonly CommandLineShop _shop = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task With_the_public_key_alone_it_is_written_and_age_opens_it()
    {
        var key = await KeygenAsync("backup.key");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_shop["backup.key"]));
        _shop.Configure(new { Encryption = new { Recipients = (string[])[key] } });
        Assert.Equal(0, await _shop.RunAsync("backup -d shop -e"));
        var backup = _shop[$"backups/{_shop.Backups[0]}"];
        Assert.EndsWith(".sqlite3.zst.age", backup, StringComparison.Ordinal);
        Assert.Contains("\"encryption\": \"age\"", File.ReadAllText(backup + ".manifest.json"), StringComparison.Ordinal);

        await StockProgram.RunAsync("age", "-d", "-i", _shop["backup.key"], "-o", _shop["it.zst"], backup);
        await StockProgram.RunAsync("zstd", "-dq", _shop["it.zst"]);
        Assert.Equal("SQLite format 3\0", Encoding.ASCII.GetString(File.ReadAllBytes(_shop["it"]), 0, 16));
    }

    [Fact]
    public async Task A_missing_key_a_wrong_key_and_a_changed_byte_are_three_messages_and_nothing_is_touched()
    {
        var key = await KeygenAsync("backup.key");
        await KeygenAsync("other.key");
        _shop.Configure(new { Encryption = new { Recipients = (string[])[key] } });
        Assert.Equal(0, await _shop.RunAsync("backup -d shop"));
        _shop.Execute("shop", "DELETE FROM customers");

        await RefusedAsync("and no private key (Encryption:IdentityFile or IdentityVariable) or passphrase (PassphraseFile or PassphraseVariable) is configured");
        _shop.Configure(new { Encryption = new { IdentityFile = _shop["other.key"] } });
        await RefusedAsync("none of the configured keys or passphrases opens it");
        _shop.Configure(new { Encryption = new { IdentityFile = _shop["backup.key"] } });
        var backup = _shop[$"backups/{_shop.Backups[0]}"];
        Flip(backup);
        await RefusedAsync("it is damaged");
        Flip(backup);

        Assert.Equal(0, await _shop.RunAsync("restore -d shop -y"));
        Assert.Equal(2, _shop.CountCustomers());
    }

    [Fact]
    public async Task A_passphrase_from_a_file_closes_and_opens()
    {
        File.WriteAllText(_shop["passphrase"], "correct horse battery staple\n");
        _shop.Configure(new { Encryption = new { PassphraseFile = _shop["passphrase"] } });
        Assert.Equal(0, await _shop.RunAsync("backup -d shop"));
        _shop.Execute("shop", "DELETE FROM customers");
        File.WriteAllText(_shop["passphrase"], "incorrect horse\n");
        await RefusedAsync("none of the configured keys or passphrases opens it");
        File.WriteAllText(_shop["passphrase"], "correct horse battery staple\n");
        Assert.Equal(0, await _shop.RunAsync("restore -d shop -y"));
        Assert.Equal(2, _shop.CountCustomers());
    }

    [Fact]
    public async Task A_passphrase_from_a_variable_closes_and_opens()
    {
        _shop.Configure(new { Encryption = new { PassphraseVariable = Variable } });
        Assert.Equal(0, await RunWithAsync("correct horse battery staple", "backup -d shop"));
        _shop.Execute("shop", "DELETE FROM customers");
        await RefusedAsync("none of the configured keys or passphrases opens it", 1, "incorrect horse");
        await RefusedAsync($"The first line of the environment variable {Variable} is empty. Write the passphrase there, or correct Encryption:PassphraseVariable.", 2, "\n");
        Assert.Equal(0, await RunWithAsync("correct horse battery staple\n", "restore -d shop -y"));
        Assert.Equal(2, _shop.CountCustomers());
    }

    [Fact]
    public async Task The_private_keys_from_a_variable_open_what_age_wrote_for_one_of_them()
    {
        var key = await KeygenAsync("backup.key");
        await KeygenAsync("other.key");
        _shop.Configure(new { Encryption = new { Recipients = (string[])[key] } });
        Assert.Equal(0, await _shop.RunAsync("backup -d shop"));
        _shop.Execute("shop", "DELETE FROM customers");

        _shop.Configure(new { Encryption = new { IdentityVariable = Variable } });
        await RefusedAsync($"The environment variable {Variable} of Encryption:IdentityVariable is not set. Set it, or name another.", 2);
        await RefusedAsync($"There is no private key in the environment variable {Variable}. Correct Encryption:IdentityVariable; 'keygen' makes a key.", 2, "# none");
        var (ours, other) = (File.ReadAllText(_shop["backup.key"]), File.ReadAllText(_shop["other.key"]));
        await RefusedAsync($"Line 4 of the environment variable {Variable} is not a private key of age. Correct Encryption:IdentityVariable; 'keygen' makes a key.", 2, other + ours.Split('\n')[2][..^1]);
        await RefusedAsync("none of the configured keys or passphrases opens it", 1, other);

        Assert.Equal(0, await RunWithAsync(other + ours, "restore -d shop -y"));
        Assert.Equal(2, _shop.CountCustomers());
    }

    [Fact]
    public async Task Media_are_encrypted_too()
    {
        var key = await KeygenAsync("backup.key");
        _shop.Configure(new { Encryption = new { Recipients = (string[])[key], IdentityFile = _shop["backup.key"] } });
        Assert.Equal(0, await _shop.RunAsync("media-backup -e"));
        Assert.EndsWith(".tar.zst.age", Assert.Single(_shop.Backups, name => !name.EndsWith(".json", StringComparison.Ordinal)), StringComparison.Ordinal);
        File.Delete(_shop["media/a.txt"]);
        Assert.Equal(0, await _shop.RunAsync("media-restore -y"));
        Assert.Equal("a", File.ReadAllText(_shop["media/a.txt"]));
    }

    [Fact]
    public async Task Gpg_opens_what_is_written_for_its_key_and_its_key_restores_it()
    {
        await GpgAsync("--quick-generate-key", "backup@shop.example", "default", "default", "never");
        await GpgAsync("--output", _shop["public.asc"], "--armor", "--export", "backup@shop.example");
        await GpgAsync("--output", _shop["secret.gpg"], "--export-secret-keys", "backup@shop.example");
        await GpgAsync("--output", _shop["secret.asc"], "--armor", "--export-secret-keys", "backup@shop.example");
        _shop.Configure(new { Encryption = new { Kind = "OpenPgp", Recipients = (string[])[_shop["public.asc"]] } });
        Assert.Equal(0, await _shop.RunAsync("backup -d shop -e"));
        var backup = _shop[$"backups/{_shop.Backups[0]}"];
        Assert.EndsWith(".sqlite3.zst.gpg", backup, StringComparison.Ordinal);
        await GpgAsync("--output", _shop["it.zst"], "--decrypt", backup);
        await StockProgram.RunAsync("zstd", "-dq", _shop["it.zst"]);
        Assert.Equal("SQLite format 3\0", Encoding.ASCII.GetString(File.ReadAllBytes(_shop["it"]), 0, 16));

        _shop.Execute("shop", "DELETE FROM customers");
        await RefusedAsync("no secret key (Encryption:IdentityFile or IdentityVariable)");
        _shop.Configure(new { Encryption = new { Kind = "OpenPgp", IdentityFile = _shop["secret.gpg"] } });
        Assert.True(await _shop.RunAsync("restore -d shop -y -v") == 0, _shop.Error);
        Assert.Equal(2, _shop.CountCustomers());

        _shop.Execute("shop", "DELETE FROM customers");
        _shop.Configure(new { Encryption = new { Kind = "OpenPgp", IdentityVariable = Variable } });
        await RefusedAsync($"There is no secret key in the environment variable {Variable}. Correct Encryption:IdentityVariable.", 2, "no key");
        Assert.True(await RunWithAsync(File.ReadAllText(_shop["secret.asc"]), "restore -d shop -y -v") == 0, _shop.Error);
        Assert.Equal(2, _shop.CountCustomers());
    }

    [Fact]
    public async Task What_gpg_writes_is_opened_and_a_changed_byte_of_it_is_seen()
    {
        var payload = new byte[300_000];
        new Random(1).NextBytes(payload);
        File.WriteAllBytes(_shop["it"], payload);
        File.WriteAllText(_shop["passphrase"], "Größe\n");
        await StockProgram.RunAsync("gpg", "--homedir", Home(), "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase-file", _shop["passphrase"], "--cipher-algo", "AES256", "--output", _shop["it.gpg"], "--symmetric", _shop["it"]);
        var stored = File.ReadAllBytes(_shop["it.gpg"]);
        Assert.Equal(payload, await OpenAsync(stored, "Größe"));
        stored[^1_000] ^= 1;
        await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(stored, "Größe"));
    }

    [Theory]
    [InlineData("""{}""", "'Encryption' has neither Recipients nor a passphrase nor an IdentityFile or IdentityVariable")]
    [InlineData("""{ "Recipients": [ "age1abc" ] }""", "'age1abc' is not a public key of age, or has a typing error")]
    [InlineData("""{ "Recipients": [ "age1abc" ], "PassphraseFile": "p" }""", "a backup is for keys or for a passphrase")]
    [InlineData("""{ "IdentityFile": "k", "IdentityVariable": "K" }""", "'Encryption:IdentityFile' stands beside IdentityVariable; give one source of the private keys.")]
    [InlineData("""{ "PassphraseFile": "p", "PassphraseVariable": "P" }""", "'Encryption:PassphraseFile' stands beside PassphraseVariable; give one source of the passphrase.")]
    [InlineData("""{ "IdentityFile": "k", "PassphraseFile": "p" }""", "has an IdentityFile and a passphrase; age's keys have none.")]
    [InlineData("""{ "IdentityVariable": "K", "PassphraseFile": "p" }""", "has an IdentityVariable and a passphrase; age's keys have none.")]
    [InlineData("""{ "IdentityVariable": " " }""", "'Encryption:IdentityVariable' is blank; give it a value or remove it.")]
    [InlineData("""{ "PassphraseFile": "none" }""", "none cannot be read: ")]
    [InlineData("""{ "PassphraseVariable": "DBBACKUP_TEST_NO_SUCH" }""", "The environment variable DBBACKUP_TEST_NO_SUCH of Encryption:PassphraseVariable is not set")]
    public async Task What_cannot_encrypt_writes_nothing(string section, string error)
    {
        _shop.Configure(new { Encryption = System.Text.Json.JsonDocument.Parse(section).RootElement });
        Assert.Equal(2, await _shop.RunAsync("backup -d shop"));
        Assert.Contains(error, Assert.Single(_shop.Errors), StringComparison.Ordinal);
        Assert.Empty(_shop.Backups);
        Assert.Empty(_shop.Signals);
    }

    [Fact]
    public async Task Without_the_section_the_option_is_refused()
    {
        Assert.Equal(2, await _shop.RunAsync("backup -d shop -e"));
        Assert.Contains("--encrypt: neither recipients nor a passphrase are configured.", Assert.Single(_shop.Errors), StringComparison.Ordinal);
        Assert.Empty(_shop.Backups);
    }

    [Fact]
    public async Task A_key_is_never_overwritten()
    {
        await KeygenAsync("backup.key");
        var before = File.ReadAllText(_shop["backup.key"]);
        Assert.Equal(1, await _shop.RunAsync($"keygen -O {_shop["backup.key"]}"));
        Assert.Contains("exists already, and no key is overwritten", Assert.Single(_shop.Errors), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_shop["backup.key"]));
    }

    private async Task<string> KeygenAsync(string file)
    {
        Assert.Equal(0, await _shop.RunAsync($"keygen --json -O {_shop[file]}"));
        Assert.DoesNotContain("AGE-SECRET-KEY", _shop.Output, StringComparison.Ordinal);
        return _shop.Json.GetProperty("recipient").GetString()!;
    }

    private async Task RefusedAsync(string error, int exitCode = 1, string? variable = null)
    {
        Assert.Equal(exitCode, await RunWithAsync(variable, "restore -d shop -y"));
        Assert.Contains(error, Assert.Single(_shop.Errors), StringComparison.Ordinal);
        Assert.Equal(0, _shop.CountCustomers());
    }

    /// <summary>Runs a verb with a value in the <see cref="Variable"/>.</summary>
    private async Task<int> RunWithAsync(string? value, string arguments)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        try
        {
            return await _shop.RunAsync(arguments);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[^40] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static async Task<byte[]> OpenAsync(byte[] stored, string passphrase)
    {
        using var payload = new MemoryStream();
        await using var stream = (await new OpenPgpDecryptor(null, passphrase).OpenAsync(new MemoryStream(stored), Token))!;
        await stream.CopyToAsync(payload, Token);
        return payload.ToArray();
    }

    private Task GpgAsync(params string[] arguments) =>
        StockProgram.RunAsync("gpg", ["--homedir", Home(), "--batch", "--quiet", "--passphrase", "", "--pinentry-mode", "loopback", .. arguments]);

    // gpg's agent listens in it, and ends when it is gone.
    private string Home() => (OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(_shop["gnupg"])
        : Directory.CreateDirectory(_shop["gnupg"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
}
