namespace DbBackup.Storage;

/// <content>
/// Leases, by which runs are kept apart, are objects like any other. They stand on two promises: of many that write one name exactly one succeeds, and an
/// object that was written is in every list that is made afterwards.
/// </content>
public abstract partial class StorageConformanceTests
{
    /// <summary>What was written is in the next list, what was deleted is not, whoever lists and however often.</summary>
    [Fact]
    public async Task A_list_knows_at_once_what_was_written_and_deleted()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var round = 0; round < 25; round++)
            {
                var name = $"writer{writer}-{round}";
                await WriteAsync(name, [1]);
                Assert.Contains(name, await NamesAsync());
                Assert.True(await Storage.DeleteAsync(name, Token));
                Assert.DoesNotContain(name, await NamesAsync());
            }
        }));
    }

    /// <summary>A lease is had once, in the same process and by the same code too.</summary>
    [Fact]
    public async Task A_lease_is_had_once()
    {
        await using var held = await TryTakeLeaseAsync("run");

        Assert.NotNull(held);
        Assert.Null(await TryTakeLeaseAsync("run"));
        Assert.Null(await TryTakeLeaseAsync("run"));
    }

    /// <summary>Giving it back frees it, and leaves nothing behind.</summary>
    [Fact]
    public async Task A_lease_is_free_again_once_it_is_given_back()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var held = await TryTakeLeaseAsync("run");
            Assert.NotNull(held);
        }

        Assert.Empty(await ListAsync());
    }

    /// <summary>Giving it back twice does not free the one that another has taken in between.</summary>
    [Fact]
    public async Task A_lease_that_is_given_back_twice_frees_only_itself()
    {
        var first = await TryTakeLeaseAsync("run");
        Assert.NotNull(first);
        await first.DisposeAsync();
        await using var second = await TryTakeLeaseAsync("run");
        Assert.NotNull(second);

        await first.DisposeAsync();

        Assert.Null(await TryTakeLeaseAsync("run"));
    }

    /// <summary>Leases of different subjects, one the beginning of the other, are independent.</summary>
    [Fact]
    public async Task Leases_of_different_subjects_are_independent()
    {
        await using var first = await TryTakeLeaseAsync("run");
        await using var second = await TryTakeLeaseAsync("run2");
        await using var third = await TryTakeLeaseAsync("2");

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.NotNull(third);
    }

    /// <summary>Of many at once exactly one has it.</summary>
    [Fact]
    public async Task Of_many_at_once_exactly_one_has_the_lease()
    {
        for (var round = 0; round < 10; round++)
        {
            var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TryTakeLeaseAsync("run"), Token)));

            var held = Assert.Single(leases, lease => lease is not null);
            await held!.DisposeAsync();
        }
    }

    /// <summary>A lease that is renewed stays with its holder.</summary>
    [Fact]
    public async Task A_lease_that_is_renewed_is_still_held()
    {
        await using var held = await TryTakeLeaseAsync("run");
        Assert.NotNull(held);
        for (var renewal = 0; renewal < 10; renewal++)
        {
            await held.EnsureHeldAsync(Token);
            Assert.Null(await TryTakeLeaseAsync("run"));
        }
    }

    private async Task<Lease?> TryTakeLeaseAsync(string subject) => (await Lease.TryTakeAsync(Storage, subject, "test", TimeProvider.System, Token)).Held;
}
