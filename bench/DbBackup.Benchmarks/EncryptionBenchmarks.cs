using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using DbBackup.Archives;

namespace DbBackup.Benchmarks;

/// <summary>128 MB through each format alone: nothing is read from a disk or written to one.</summary>
[WarmupCount(2), IterationCount(7)]
public class EncryptionBenchmarks
{
    private const int Megabytes = 128;

    private static readonly byte[] Megabyte = RandomNumberGenerator.GetBytes(1_000_000);

    private AgeIdentity _identity = null!;
    private AgeEncryptor _age = null!;
    private OpenPgpEncryptor _openPgp = null!;
    private byte[] _encrypted = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _identity = AgeIdentity.Generate();
        _age = new([AgeRecipient.Parse(_identity.Recipient)!]);
        _openPgp = new("passphrase");
        using var encrypted = new MemoryStream();
        Encrypt(_age, encrypted);
        _encrypted = encrypted.ToArray();
    }

    [Benchmark(Baseline = true)]
    public void AgeEncrypts() => Encrypt(_age, Stream.Null);

    [Benchmark]
    public async Task AgeDecrypts()
    {
        await using var payload = (await AgeDecryptingStream.OpenAsync(new MemoryStream(_encrypted), [_identity], CancellationToken.None))!;
        await payload.CopyToAsync(Stream.Null);
    }

    [Benchmark]
    public void OpenPgpEncrypts() => Encrypt(_openPgp, Stream.Null);

    private static void Encrypt(IEncryptor format, Stream stored)
    {
        using var payload = format.Encrypt(stored);
        for (var i = 0; i < Megabytes; i++)
            payload.Write(Megabyte);
    }
}
