using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace DbBackup.Storage;

/// <summary>
/// What every <see cref="IBackupStorage"/> keeps. Derive from it in a test project, return a fresh and empty storage, and run the tests.
/// </summary>
public abstract partial class StorageConformanceTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Names that must work: every legal character, the longest name, and two that differ in their last character only. None differ in case only: not every disk can tell them.</summary>
    public static TheoryData<string> ValidNames =>
    [
        "a", "7", "_", "+plus", "@at", "=equals", "a.b.c", "a..b", "a-", "ends_",
        "shop-db01-2026-02-28T23-59-59.9Z.sqlite3.zst", "shop-db01-2026-02-28T23-59-59.9Z.sqlite3.zst.manifest.json",
        "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ-", "0123456789", "x._-+@=x", "größe-数据-данные",
        new string('n', StorageName.MaximumBytes - 1) + "1", new string('n', StorageName.MaximumBytes - 1) + "2",
    ];

    /// <summary>Names that every method refuses.</summary>
    public static TheoryData<string> InvalidNames =>
    [
        "", ".", "..", ".hidden", "-option", "dot.", "a/b", "../a", "/a", "a\\b", "C:a", "a:b", "a b", " a", "a ", "a\0b", "a\nb", "a\u001b[31m",
        "a*", "a?", "a\"", "a'", "a;b", "a&b", "a%2fb", "a#b", "nul", "Con.tar", "com1", "\ud800", "a\u200bb",
        new string('n', StorageName.MaximumBytes + 1), new string('ü', StorageName.MaximumBytes / 2 + 1),
    ];

    /// <summary>The storage of this test.</summary>
    protected IBackupStorage Storage { get; private set; } = null!;

    /// <summary>Ends with the test run.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Creates a fresh, empty storage: called once a test.</summary>
    protected abstract Task<IBackupStorage> CreateAsync();

    /// <summary>Removes what <see cref="CreateAsync"/> made.</summary>
    protected virtual Task CleanUpAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Storage = await CreateAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CleanUpAsync();
    }

    /// <summary>A fresh storage is empty, and says where it is.</summary>
    [Fact]
    public async Task A_fresh_storage_is_empty_and_says_where_it_is()
    {
        Assert.Empty(await ListAsync());
        Assert.NotEmpty(Storage.Description);
        Assert.DoesNotContain('\n', Storage.Description);
    }

    /// <summary>Whatever was written is read, byte for byte, and listed with its length.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Megabyte - 1)]
    [InlineData(Megabyte)]
    [InlineData(5 * Megabyte + 17)]
    public async Task An_object_is_read_as_it_was_written(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);

        await WriteAsync("object", content);

        Assert.True(await Storage.ExistsAsync("object", Token));
        Assert.Equal([new StoredObject("object", length)], await ListAsync());
        AssertEqual(content, await ReadAsync("object"));
    }

    /// <summary>The way in which the callback cuts its content makes no difference.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(65_536)]
    [InlineData(3 * Megabyte)]
    public async Task Content_may_be_written_in_any_pieces(int largest)
    {
        var content = RandomNumberGenerator.GetBytes(Math.Min(7 * Megabyte, largest * 200_000));
        await Storage.WriteAsync("object", async (stream, token) =>
        {
            var sizes = new Random(largest);
            for (var (from, turn) = (0, 0); from < content.Length; turn++)
            {
                var piece = content.AsMemory(from, Math.Min(sizes.Next(largest + 1), content.Length - from));
                if (turn % 3 == 0)
                    stream.Write(piece.Span);
                else
                    await stream.WriteAsync(piece, token);
                if (turn % 100 == 0)
                    await stream.FlushAsync(token);
                from += piece.Length;
            }
        }, Token);

        AssertEqual(content, await ReadAsync("object"));
    }

    /// <summary>A callback may dispose the stream, as compressors do that close what they write to.</summary>
    [Fact]
    public async Task A_callback_may_dispose_the_stream()
    {
        await Storage.WriteAsync("object", async (stream, token) =>
        {
            await stream.WriteAsync(new byte[] { 1, 2, 3 }, token);
            await stream.DisposeAsync();
        }, Token);

        AssertEqual([1, 2, 3], await ReadAsync("object"));
    }

    /// <summary>The stream goes forward only, so that nothing relies on more than every storage has.</summary>
    [Fact]
    public async Task The_stream_to_write_to_cannot_seek_or_read()
    {
        await Storage.WriteAsync("object", (stream, _) =>
        {
            Assert.True(stream.CanWrite);
            Assert.False(stream.CanSeek);
            Assert.False(stream.CanRead);
            Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
            Assert.Throws<NotSupportedException>(() => stream.Position = 0);
            Assert.Throws<NotSupportedException>(() => stream.SetLength(0));
            return Task.CompletedTask;
        }, Token);

        Assert.True(await Storage.ExistsAsync("object", Token));
    }

    /// <summary>Until the write has returned, nothing shows the object.</summary>
    [Fact]
    public async Task An_object_is_invisible_until_its_write_has_returned()
    {
        await WriteAsync("other", [1]);
        await Storage.WriteAsync("object", async (stream, token) =>
        {
            await stream.WriteAsync(new byte[3 * Megabyte], token);
            await stream.FlushAsync(token);
            await AssertMissingAsync("object");
            Assert.False(await Storage.DeleteAsync("object", token));
            Assert.Equal(["other"], await NamesAsync());
        }, Token);

        Assert.Equal(["object", "other"], await NamesAsync());
    }

    /// <summary>When the callback throws, its exception comes out and nothing is left.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5 * Megabyte)]
    public async Task A_callback_that_throws_leaves_nothing(int written)
    {
        var fault = new InvalidOperationException("the database went away");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Storage.WriteAsync("object", async (stream, token) =>
        {
            await stream.WriteAsync(new byte[written], token);
            throw fault;
        }, Token));

        Assert.Same(fault, thrown);
        await AssertMissingAsync("object");
        await WriteAsync("object", [1]);
    }

    /// <summary>A write that is cancelled ends, and nothing is left.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5 * Megabyte)]
    public async Task A_cancelled_write_ends_and_leaves_nothing(int written)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.WriteAsync("object", async (stream, token) =>
        {
            await stream.WriteAsync(new byte[written], token);
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        }, source.Token));

        await AssertMissingAsync("object");
        await WriteAsync("object", [1]);
    }

    /// <summary>A callback that writes on and on is stopped, since its token, or its stream, says so.</summary>
    [Fact]
    public async Task A_cancelled_write_stops_a_callback_that_only_writes()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var block = new byte[Megabyte];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.WriteAsync("object", async (stream, token) =>
        {
            for (var blocks = 1; ; blocks++)
            {
                await stream.WriteAsync(block, token);
                if (blocks == 3)
                    await source.CancelAsync();
            }
        }, source.Token));

        await AssertMissingAsync("object");
    }

    /// <summary>A callback that does not notice the cancellation does not get its object published.</summary>
    [Fact]
    public async Task A_write_cancelled_at_the_last_moment_leaves_nothing()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.WriteAsync("object", async (stream, token) =>
        {
            await stream.WriteAsync(new byte[] { 1 }, token);
            await source.CancelAsync();
        }, source.Token));

        await AssertMissingAsync("object");
    }

    /// <summary>A token that is cancelled beforehand ends every method before it does anything.</summary>
    [Fact]
    public async Task A_cancelled_token_ends_every_method()
    {
        await WriteAsync("object", [1]);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.WriteAsync("other", (_, _) => Task.CompletedTask, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.OpenReadAsync("object", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.ExistsAsync("object", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.DeleteAsync("object", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Storage.ListAsync(cancelled).ToListAsync(CancellationToken.None));
        Assert.Equal(["object"], await NamesAsync());
    }

    /// <summary>A name is given once.</summary>
    [Fact]
    public async Task An_object_is_never_overwritten()
    {
        await WriteAsync("object", [1, 2, 3]);

        var refused = await Assert.ThrowsAnyAsync<BackupException>(() => WriteAsync("object", [4]));

        Assert.Contains("object", refused.Message, StringComparison.Ordinal);
        AssertEqual([1, 2, 3], await ReadAsync("object"));
        Assert.Equal([new StoredObject("object", 3)], await ListAsync());
    }

    /// <summary>Of two writers of one name exactly one wins, and the object is all of that one's.</summary>
    [Fact]
    public async Task Of_two_writers_of_one_name_exactly_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = $"object{round}";
            var bothAreIn = new Barrier(2);
            var outcomes = await Task.WhenAll(AttemptAsync(1), AttemptAsync(2));

            Assert.Single(outcomes, won => won);
            var winner = outcomes[0] ? (byte)1 : (byte)2;
            AssertEqual(Enumerable.Repeat(winner, Megabyte + 1).ToArray(), await ReadAsync(name));

            async Task<bool> AttemptAsync(byte content)
            {
                try
                {
                    await Storage.WriteAsync(name, async (stream, token) =>
                    {
                        await stream.WriteAsync(Enumerable.Repeat(content, Megabyte + 1).ToArray(), token);
                        await Task.Run(() => bothAreIn.SignalAndWait(token), token);
                    }, Token);
                    return true;
                }
                catch (BackupException)
                {
                    return false;
                }
            }
        }
    }

    /// <summary>Delete removes one object, and says whether there was one.</summary>
    [Fact]
    public async Task Delete_says_whether_there_was_an_object()
    {
        await WriteAsync("object", [1]);
        await WriteAsync("other", [2]);

        Assert.True(await Storage.DeleteAsync("object", Token));
        Assert.False(await Storage.DeleteAsync("object", Token));
        Assert.False(await Storage.DeleteAsync("never", Token));

        await AssertMissingAsync("object");
        Assert.Equal(["other"], await NamesAsync());
        await WriteAsync("object", [3]);
        AssertEqual([3], await ReadAsync("object"));
    }

    /// <summary>The list is exact beyond the size of any page that a service gives.</summary>
    [Fact]
    public async Task The_list_is_exact_for_1200_objects()
    {
        var expected = new ConcurrentBag<StoredObject>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1200), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (number, token) =>
        {
            var stored = new StoredObject(number.ToString("D4", CultureInfo.InvariantCulture), number % 50);
            await Storage.WriteAsync(stored.Name, (stream, inner) => stream.WriteAsync(new byte[stored.Length], inner).AsTask(), token);
            expected.Add(stored);
        });

        Assert.Equal(expected.OrderBy(o => o.Name, StringComparer.Ordinal), await ListAsync());
    }

    /// <summary>Objects may be deleted while they are listed.</summary>
    [Fact]
    public async Task Objects_may_be_deleted_while_they_are_listed()
    {
        for (var i = 0; i < 30; i++)
            await WriteAsync($"object{i}", [1]);
        var seen = new HashSet<string>();

        await foreach (var stored in Storage.ListAsync(Token))
        {
            Assert.True(seen.Add(stored.Name));
            Assert.True(await Storage.DeleteAsync(stored.Name, Token));
        }

        Assert.Equal(30, seen.Count);
        Assert.Empty(await ListAsync());
    }

    /// <summary>Every valid name works in every method, beside all the others.</summary>
    [Fact]
    public async Task Every_valid_name_works_in_every_method()
    {
        string[] names = [.. ValidNames.Select(row => row.Data)];
        foreach (var name in names)
            await WriteAsync(name, System.Text.Encoding.UTF8.GetBytes(name));

        Assert.Equal(names.Order(StringComparer.Ordinal), await NamesAsync());
        foreach (var name in names)
        {
            Assert.True(await Storage.ExistsAsync(name, Token));
            AssertEqual(System.Text.Encoding.UTF8.GetBytes(name), await ReadAsync(name));
            Assert.True(await Storage.DeleteAsync(name, Token));
        }
        Assert.Empty(await ListAsync());
    }

    /// <summary>No method takes an invalid name; the error is one line.</summary>
    [Theory]
    [MemberData(nameof(InvalidNames), DisableDiscoveryEnumeration = true)]
    public async Task An_invalid_name_is_refused_by_every_method(string name)
    {
        Func<Task>[] calls =
        [
            () => Storage.WriteAsync(name, (_, _) => throw new InvalidOperationException("must not be called"), Token),
            () => Storage.OpenReadAsync(name, Token),
            () => Storage.ExistsAsync(name, Token),
            () => Storage.DeleteAsync(name, Token),
        ];
        foreach (var call in calls)
        {
            var refused = await Assert.ThrowsAnyAsync<BackupException>(call);
            Assert.DoesNotContain(refused.Message, char.IsControl);
        }
        Assert.Empty(await ListAsync());
    }

    /// <summary>What is not there is an error that names it.</summary>
    [Fact]
    public async Task A_missing_object_cannot_be_opened()
    {
        var missing = await Assert.ThrowsAnyAsync<BackupException>(() => Storage.OpenReadAsync("nothing.tar", Token));

        Assert.Contains("nothing.tar", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', missing.Message);
    }

    /// <summary>What is opened reads, and does not write.</summary>
    [Fact]
    public async Task The_stream_to_read_from_cannot_write()
    {
        await WriteAsync("object", [1]);

        await using var stream = await Storage.OpenReadAsync("object", Token);

        Assert.True(stream.CanRead);
        Assert.False(stream.CanWrite);
    }

    /// <summary>Two readers of one object do not disturb each other.</summary>
    [Fact]
    public async Task Two_readers_read_one_object_side_by_side()
    {
        var content = RandomNumberGenerator.GetBytes(3 * Megabyte);
        await WriteAsync("object", content);
        await using var first = await Storage.OpenReadAsync("object", Token);
        await using var second = await Storage.OpenReadAsync("object", Token);
        byte[] fromFirst = new byte[content.Length], fromSecond = new byte[content.Length];

        for (var from = 0; from < content.Length; from += Megabyte / 2)
        {
            await first.ReadExactlyAsync(fromFirst.AsMemory(from, Megabyte / 2), Token);
            await second.ReadExactlyAsync(fromSecond.AsMemory(from, Megabyte / 2), Token);
        }

        Assert.Equal(0, await first.ReadAsync(new byte[1], Token));
        AssertEqual(content, fromFirst);
        AssertEqual(content, fromSecond);
    }

    /// <summary>Objects are read, written and deleted while another is written.</summary>
    [Fact]
    public async Task Other_objects_are_used_while_one_is_written()
    {
        await WriteAsync("old", [1, 2]);
        await Storage.WriteAsync("object", async (stream, token) =>
        {
            await stream.WriteAsync(new byte[2 * Megabyte], token);
            AssertEqual([1, 2], await ReadAsync("old"));
            await WriteAsync("inner", [3]);
            Assert.True(await Storage.DeleteAsync("old", token));
            await stream.WriteAsync(new byte[] { 4 }, token);
        }, Token);

        AssertEqual([3], await ReadAsync("inner"));
        Assert.Equal([new StoredObject("inner", 1), new StoredObject("object", 2 * Megabyte + 1)], await ListAsync());
    }

    /// <summary>Writes an object.</summary>
    protected Task WriteAsync(string name, byte[] content) => Storage.WriteAsync(name, (stream, token) => stream.WriteAsync(content, token).AsTask(), Token);

    /// <summary>Reads an object to its end.</summary>
    protected async Task<byte[]> ReadAsync(string name)
    {
        await using var stream = await Storage.OpenReadAsync(name, Token);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Token);
        return content.ToArray();
    }

    /// <summary>Lists all objects, by name.</summary>
    protected async Task<IReadOnlyList<StoredObject>> ListAsync()
        => [.. (await Storage.ListAsync(Token).ToListAsync(Token)).OrderBy(stored => stored.Name, StringComparer.Ordinal)];

    private async Task<IEnumerable<string>> NamesAsync() => (await ListAsync()).Select(stored => stored.Name);

    private async Task AssertMissingAsync(string name)
    {
        Assert.False(await Storage.ExistsAsync(name, Token));
        Assert.DoesNotContain(name, await NamesAsync());
        await Assert.ThrowsAnyAsync<BackupException>(() => Storage.OpenReadAsync(name, Token));
    }

    private static void AssertEqual(byte[] expected, byte[] actual)
        => Assert.True(expected.AsSpan().SequenceEqual(actual), $"{actual.Length} bytes were read, and they are not the {expected.Length} that were written.");
}
