using System.Diagnostics;
using CsCheck;
using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Configuration;

namespace DbBackup.Tests.Archives;

public sealed class ArchiveTests
{
    public static TheoryData<CompressionKind> Kinds { get; } = [.. Enum.GetValues<CompressionKind>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_payload_comes_back_from_any_compression() =>
        await Gen.Select(Gen.Byte.Array[0, 100_000], Gen.Enum<CompressionKind>(), Gen.Int[1, 50_000], Gen.Enum<PayloadContent>()).SampleAsync(
            async (payload, kind, chunk, content) => Assert.Equal(payload, await ReadAsync(await WriteAsync(payload, kind, chunk, content))),
            iter: 200);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_large_payload_comes_back(CompressionKind kind)
    {
        var payload = Payload(20_000_000);
        Assert.Equal(payload, await ReadAsync(await WriteAsync(payload, kind, 81_920)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_flipped_bit_is_seen(CompressionKind kind)
    {
        var archive = await WriteAsync(Payload(3_000), kind, 1_000);
        for (var at = 0; at < archive.Stored.Length; at++)
        {
            var stored = (byte[])archive.Stored.Clone();
            stored[at] ^= (byte)(1 << (at % 8));
            await Assert.ThrowsAsync<DamagedBackupException>(() => ReadAsync(archive with { Stored = stored }));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_truncation_is_seen(CompressionKind kind)
    {
        var archive = await WriteAsync(Payload(3_000), kind, 1_000);
        for (var length = 0; length < archive.Stored.Length; length++)
            await Assert.ThrowsAsync<DamagedBackupException>(() => ReadAsync(archive with { Stored = archive.Stored[..length] }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bytes_after_the_end_are_seen(CompressionKind kind)
    {
        var archive = await WriteAsync(Payload(3_000), kind, 1_000);
        await Assert.ThrowsAsync<DamagedBackupException>(() => ReadAsync(archive with { Stored = [.. archive.Stored, 0] }));
    }

    [Fact]
    public async Task A_decompression_bomb_stops_at_the_size_of_the_manifest()
    {
        var bomb = await WriteAsync(new byte[50_000_000], CompressionKind.Zstd, 1 << 20);
        var manifest = bomb.Manifest with { PayloadBytes = 1_000 };
        await using var payload = await ArchiveReader.OpenPayloadAsync(new MemoryStream(bomb.Stored), manifest, null, null, TestContext.Current.CancellationToken);
        var read = 0L;
        await Assert.ThrowsAsync<DamagedBackupException>(async () =>
        {
            var buffer = new byte[4_096];
            while (await payload.ReadAsync(buffer, Token) is > 0 and var count)
                read += count;
        });
        Assert.True(read <= 1_000);
    }

    [Fact]
    public async Task An_unknown_compression_is_refused()
    {
        var archive = await WriteAsync(Payload(10), CompressionKind.None, 10);
        await Assert.ThrowsAsync<DamagedBackupException>(() => ReadAsync(archive with { Manifest = archive.Manifest with { Compression = "brotli" } }));
    }

    [Theory]
    [InlineData(CompressionKind.Zstd, "zstd")]
    [InlineData(CompressionKind.Gzip, "gunzip")]
    public async Task The_stock_tool_opens_it(CompressionKind kind, string tool)
    {
        var payload = Payload(5_000_000);
        var archive = await WriteAsync(payload, kind, 100_000);
        using var process = Process.Start(new ProcessStartInfo(tool, kind == CompressionKind.Zstd ? "-dc" : "-c")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, Token);
        await process.StandardInput.BaseStream.WriteAsync(archive.Stored, Token);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(payload, output.ToArray());
    }

    [Fact]
    public async Task A_zstd_frame_carries_a_content_checksum()
    {
        var archive = await WriteAsync(Payload(1_000), CompressionKind.Zstd, 1_000);
        Assert.Equal([0x28, 0xB5, 0x2F, 0xFD], archive.Stored[..4]);
        Assert.Equal(4, archive.Stored[4] & 4); // RFC 8878, section 3.1.1.1.1.5: Content_Checksum_flag
    }

    [Fact]
    public async Task The_digest_is_that_of_the_bytes()
    {
        var payload = Payload(123_456);
        var archive = await WriteAsync(payload, CompressionKind.Gzip, 1_000);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(payload)), archive.Manifest.PayloadSha256);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(archive.Stored)), archive.Manifest.StoredSha256);
        Assert.Equal((payload.Length, archive.Stored.Length), (archive.Manifest.PayloadBytes, archive.Manifest.StoredBytes));
    }

    [Fact]
    public async Task A_dump_that_throws_throws()
    {
        var thrown = await Assert.ThrowsAsync<BackupException>(() => ArchiveWriter.WriteAsync(
            new MemoryStream(), new(), null, PayloadContent.Any, (_, _) => throw new BackupException("no dump"), null, Token));
        Assert.Equal("no dump", thrown.Message);
    }

    private static byte[] Payload(int length)
    {
        var payload = new byte[length];
        new Random(42).NextBytes(payload.AsSpan(0, length / 2));
        return payload;
    }

    private static async Task<Archive> WriteAsync(byte[] payload, CompressionKind kind, int chunk, PayloadContent content = PayloadContent.Any)
    {
        using var stored = new MemoryStream();
        var digest = await ArchiveWriter.WriteAsync(stored, new() { Kind = kind }, null, content, async (stream, token) =>
        {
            for (var at = 0; at < payload.Length; at += chunk)
                await stream.WriteAsync(payload.AsMemory(at, Math.Min(chunk, payload.Length - at)), token);
        }, null, Token);
        return new(stored.ToArray(), new()
        {
            RunId = "1", Kind = BackupKind.Database, Name = "x", Server = "s", Connector = "c", Tool = "t",
            StartedAt = default, CompletedAt = default,
            StoredBytes = digest.StoredBytes, StoredSha256 = digest.StoredSha256,
            PayloadBytes = digest.PayloadBytes, PayloadSha256 = digest.PayloadSha256, Compression = Compression.NameOf(kind),
        });
    }

    private static async Task<byte[]> ReadAsync(Archive archive)
    {
        await using var payload = await ArchiveReader.OpenPayloadAsync(new MemoryStream(archive.Stored), archive.Manifest, null, null, TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await payload.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }

    private sealed record Archive(byte[] Stored, BackupManifest Manifest);
}
