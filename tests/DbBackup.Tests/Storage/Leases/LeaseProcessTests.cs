using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

/// <summary>Real processes that all want the same lease.</summary>
public sealed class LeaseProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_many_processes_never_two_are_inside()
    {
        List<Contender> contenders = [.. Enumerable.Range(0, 5).Select(_ => new Contender(_folder.Path, "8"))];
        try
        {
            var lines = await Task.WhenAll(contenders.Select(c => c.EndAsync()));
            Assert.DoesNotContain("BOTH", lines.SelectMany(l => l));
            Assert.Contains("entered", lines.SelectMany(l => l));
            Assert.Empty(await new FileSystemStorage(_folder.Path).ListAsync(Token).ToListAsync(Token));
        }
        finally
        {
            contenders.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public async Task Processes_that_are_killed_at_any_moment_leave_the_lease_to_the_others_and_never_are_two_inside()
    {
        List<Contender> contenders = [.. Enumerable.Range(0, 3).Select(_ => new Contender(_folder.Path, "10"))];
        try
        {
            for (var victim = 0; victim < 12; victim++)
            {
                using var killed = new Contender(_folder.Path, "60");
                await killed.EnteredAsync();
                await Task.Delay(Random.Shared.Next(30), Token);
                await killed.KillAsync();
            }

            var lines = await Task.WhenAll(contenders.Select(c => c.EndAsync()));
            Assert.DoesNotContain("BOTH", lines.SelectMany(l => l));
        }
        finally
        {
            contenders.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public async Task One_that_is_killed_inside_is_taken_over_at_once_and_one_that_lives_is_not()
    {
        var storage = new FileSystemStorage(_folder.Path);
        using var holder = new Contender(_folder.Path, "hold");
        await holder.EnteredAsync();
        var (none, other) = await Lease.TryTakeAsync(storage, "subject", "test", TimeProvider.System, Token);
        Assert.Null(none);
        Assert.Equal(("contend", holder.ProcessId), (other!.Purpose, other.Owner.ProcessId));

        await holder.KillAsync();

        var (held, _) = await Lease.TryTakeAsync(storage, "subject", "test", TimeProvider.System, Token);
        Assert.NotNull(held);
        await held.DisposeAsync();
        Assert.Empty(await storage.ListAsync(Token).ToListAsync(Token));
    }
}
