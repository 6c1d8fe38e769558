using BenchmarkDotNet.Attributes;
using DbBackup.Storage;

namespace DbBackup.Benchmarks;

/// <summary>What a run pays to be the only one: a lease is taken and given back in a folder, beside one small object that is written to disk and deleted.</summary>
[WarmupCount(2), IterationCount(7)]
public class LeaseBenchmarks
{
    private DirectoryInfo _folder = null!;
    private FileSystemStorage _storage = null!;

    [GlobalSetup]
    public void SetUp() => _storage = new((_folder = Directory.CreateTempSubdirectory("dbbackup-bench-")).FullName);

    [GlobalCleanup]
    public void CleanUp() => _folder.Delete(recursive: true);

    [Benchmark]
    public async Task LeaseIsTakenAndGivenBack()
    {
        var (held, _) = await Lease.TryTakeAsync(_storage, "shop-web01", "backup", TimeProvider.System, CancellationToken.None);
        await held!.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public async Task ObjectIsWrittenAndDeleted()
    {
        await _storage.WriteAsync("object", async (stream, token) => await stream.WriteAsync(new byte[400], token), CancellationToken.None);
        await _storage.DeleteAsync("object", CancellationToken.None);
    }
}
