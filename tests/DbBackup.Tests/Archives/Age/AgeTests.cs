using DbBackup.Archives;

namespace DbBackup.Tests.Archives.Age;

/// <summary>The real <c>age</c> opens what is written here, and what it writes is opened here.</summary>
public sealed class AgeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Sizes => [0, 1, AgeChunks.PlainBytes - 1, AgeChunks.PlainBytes, AgeChunks.PlainBytes + 1, 5 * AgeChunks.PlainBytes, 1_000_003];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Age_opens_what_is_written_for_several_keys_with_each_of_them(int size)
    {
        var payload = Payload(size);
        AgeIdentity[] keys = [AgeIdentity.Generate(), AgeIdentity.Generate()];
        File.WriteAllBytes(_folder["it.age"], await EncryptAsync(payload, [.. keys.Select(key => AgeRecipient.Parse(key.Recipient)!)]));
        foreach (var key in keys)
        {
            File.WriteAllText(_folder["key"], key.Reveal() + "\n");
            // It makes no file for a payload of nothing.
            File.WriteAllBytes(_folder["it"], []);
            await StockProgram.RunAsync("age", "--decrypt", "-i", _folder["key"], "-o", _folder["it"], _folder["it.age"]);
            Assert.Equal(payload, File.ReadAllBytes(_folder["it"]));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task What_age_writes_for_a_key_of_age_keygen_is_opened(int size)
    {
        var payload = Payload(size);
        File.WriteAllBytes(_folder["it"], payload);
        await StockProgram.RunAsync("age-keygen", "-o", _folder["key"]);
        var key = File.ReadLines(_folder["key"]).Select(AgeIdentity.Parse).First(parsed => parsed is not null)!;
        Assert.Contains(key.Recipient, File.ReadAllText(_folder["key"]), StringComparison.Ordinal);
        await StockProgram.RunAsync("age", "--encrypt", "-r", AgeIdentity.Generate().Recipient, "-r", key.Recipient, "-o", _folder["it.age"], _folder["it"]);
        Assert.Equal(payload, await DecryptAsync(File.ReadAllBytes(_folder["it.age"]), key));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_passphrase_opens_what_it_closed(int size)
    {
        var payload = Payload(size);
        var stored = await EncryptAsync(payload, new AgePassphrase("Größe & Länge", workFactor: 10));
        Assert.Equal(payload, await DecryptAsync(stored, new AgePassphrase("Größe & Länge")));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => DecryptAsync(stored, new AgePassphrase("Größe & länge")));
    }

    [Fact]
    public async Task Every_flipped_bit_is_seen_before_a_byte_of_its_chunk_is_given_out()
    {
        var key = AgeIdentity.Generate();
        var payload = Payload(2 * AgeChunks.PlainBytes + 100);
        var stored = await EncryptAsync(payload, AgeRecipient.Parse(key.Recipient)!);
        var bodyStart = stored.Length - payload.Length - 3 * AgeWrapping.TagBytes;
        for (var at = 0; at < stored.Length; at += at < bodyStart ? 1 : 4_999)
        {
            stored[at] ^= 1;
            using var given = new MemoryStream();
            await Assert.ThrowsAnyAsync<Exception>(() => DecryptAsync(stored, key, given));
            Assert.Equal(payload[..(int)given.Length], given.ToArray());
            Assert.Equal(at < bodyStart ? 0 : (at - bodyStart) / AgeChunks.SealedBytes * AgeChunks.PlainBytes, given.Length);
            stored[at] ^= 1;
        }
    }

    [Fact]
    public async Task Wherever_it_is_cut_it_does_not_open_whole()
    {
        var key = AgeIdentity.Generate();
        var stored = await EncryptAsync(Payload(2 * AgeChunks.PlainBytes), AgeRecipient.Parse(key.Recipient)!);
        for (var length = 0; length < stored.Length; length += length < 400 ? 1 : 997)
            await Assert.ThrowsAsync<InvalidDataException>(() => DecryptAsync(stored[..length], key));
    }

    [Theory]
    [InlineData("age1")]
    [InlineData("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq")]
    [InlineData("AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0")]
    public void What_is_not_a_recipient_is_not_taken_for_one(string text) => Assert.Null(AgeRecipient.Parse(text));

    [Fact]
    public void A_letter_typed_wrong_is_found_by_the_checksum()
    {
        var recipient = AgeIdentity.Generate().Recipient;
        for (var at = 4; at < recipient.Length; at++)
            Assert.Null(AgeRecipient.Parse($"{recipient[..at]}{(recipient[at] == 'q' ? 'p' : 'q')}{recipient[(at + 1)..]}"));
    }

    private static byte[] Payload(int size)
    {
        var payload = new byte[size];
        new Random(size).NextBytes(payload);
        return payload;
    }

    private static async Task<byte[]> EncryptAsync(byte[] payload, params IAgeRecipient[] recipients)
    {
        using var stored = new MemoryStream();
        await using (var stream = new AgeEncryptingStream(stored, recipients))
            for (var start = 0; start < payload.Length; start += 50_000)
                await stream.WriteAsync(payload.AsMemory(start, Math.Min(50_000, payload.Length - start)), Token);
        return stored.ToArray();
    }

    private static async Task<byte[]> DecryptAsync(byte[] stored, IAgeIdentity identity, MemoryStream? into = null)
    {
        var payload = into ?? new MemoryStream();
        await using var stream = await AgeDecryptingStream.OpenAsync(new MemoryStream(stored), [identity], Token) ?? throw new KeyNotFoundException();
        await stream.CopyToAsync(payload, Token);
        return payload.ToArray();
    }
}
