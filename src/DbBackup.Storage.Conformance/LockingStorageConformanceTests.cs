namespace DbBackup.Storage;

/// <summary>What every <see cref="ILockingStorage"/> keeps, beside what every storage keeps.</summary>
public abstract class LockingStorageConformanceTests : StorageConformanceTests
{
    private ILockingStorage Locking => Assert.IsAssignableFrom<ILockingStorage>(Storage);

    /// <summary>A lock is had once, in the same process and by the same code too.</summary>
    [Fact]
    public async Task A_lock_is_had_once()
    {
        await using var held = await Locking.TryLockAsync("run", Token);

        Assert.NotNull(held);
        Assert.Null(await Locking.TryLockAsync("run", Token));
        Assert.Null(await Locking.TryLockAsync("run", Token));
    }

    /// <summary>Disposing the handle frees the lock.</summary>
    [Fact]
    public async Task A_lock_is_free_again_once_it_is_disposed()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var held = await Locking.TryLockAsync("run", Token);
            Assert.NotNull(held);
        }
    }

    /// <summary>Disposing twice does not free the lock that another has taken in between.</summary>
    [Fact]
    public async Task A_handle_that_is_disposed_twice_frees_only_its_own_lock()
    {
        var first = await Locking.TryLockAsync("run", Token);
        Assert.NotNull(first);
        await first.DisposeAsync();
        await using var second = await Locking.TryLockAsync("run", Token);
        Assert.NotNull(second);

        await first.DisposeAsync();

        Assert.Null(await Locking.TryLockAsync("run", Token));
    }

    /// <summary>Locks of different names, one the beginning of the other, are independent.</summary>
    [Fact]
    public async Task Locks_of_different_names_are_independent()
    {
        await using var first = await Locking.TryLockAsync("run", Token);
        await using var second = await Locking.TryLockAsync("run.2", Token);
        await using var third = await Locking.TryLockAsync("2", Token);

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.NotNull(third);
    }

    /// <summary>Of many at once exactly one has the lock.</summary>
    [Fact]
    public async Task Of_many_at_once_exactly_one_has_the_lock()
    {
        for (var round = 0; round < 20; round++)
        {
            var handles = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Locking.TryLockAsync("run", Token), Token)));

            var held = Assert.Single(handles, handle => handle is not null);
            await held!.DisposeAsync();
        }
    }

    /// <summary>A lock and an object of one name have nothing to do with each other.</summary>
    [Fact]
    public async Task A_lock_is_no_object()
    {
        await using var held = await Locking.TryLockAsync("object", Token);

        Assert.Empty(await ListAsync());
        Assert.False(await Storage.ExistsAsync("object", Token));
        Assert.False(await Storage.DeleteAsync("object", Token));
        await WriteAsync("object", [1]);
        Assert.True(await Storage.DeleteAsync("object", Token));
        Assert.Null(await Locking.TryLockAsync("object", Token));
    }

    /// <summary>No lock has an invalid name, and none is tried with a cancelled token.</summary>
    [Fact]
    public async Task An_invalid_name_and_a_cancelled_token_are_refused()
    {
        await Assert.ThrowsAnyAsync<BackupException>(() => Locking.TryLockAsync("../run", Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Locking.TryLockAsync("run", new CancellationToken(canceled: true)));
        await using var held = await Locking.TryLockAsync("run", Token);
        Assert.NotNull(held);
    }
}
