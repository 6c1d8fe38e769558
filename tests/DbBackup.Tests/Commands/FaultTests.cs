using System.Runtime.CompilerServices;
using DbBackup.Commands;
using DbBackup.Signals;
using DbBackup.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DbBackup.Tests.Commands;

/// <summary>What is around a run fails, and the run is told as it was all the same.</summary>
public sealed class FaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_logger_that_throws_does_not_change_what_happens()
    {
        using var shop = new Shop(null, services => services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(new BrokenLogging())));
        using var bad = shop.Dispatcher.Connect(Signal.PostBackup, (_, _) => throw new InvalidOperationException("mail server is down"), "Mail");
        var result = Assert.Single((await shop.BackUpAsync()).Databases);
        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal("Mail", Assert.Single(result.ReceiverFailures).ReceiverId);
        File.Delete(shop["default.db"]);
        Assert.Equal(RunOutcome.Failed, Assert.Single((await shop.BackUpAsync()).Databases).Outcome);
        Assert.Equal([Signal.PreBackup, Signal.PostBackup, Signal.PreBackup, Signal.BackupFailed], shop.Signals);
    }

    [Fact]
    public async Task A_storage_that_cannot_take_it_back_either_does_not_hide_the_error_and_leaves_no_manifest_without_bytes()
    {
        var storage = new ForgetfulStorage { WriteLosesItsAnswer = name => name.EndsWith(".manifest.json", StringComparison.Ordinal), DeleteFails = true };
        using var shop = new Shop(null, services => services.AddSingleton<IBackupStorage>(storage));
        var result = Assert.Single((await shop.BackUpAsync()).Databases);
        Assert.Equal("connection lost", result.Error!.Message);
        var name = result.Filename!;
        Assert.Equal([name, $"{name}.manifest.json", $"{name}.unfinished"], await shop.StoredAsync());
    }

    [Fact]
    public async Task Where_nothing_may_be_deleted_backups_succeed_and_the_clean_up_is_its_own_failure()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1, services => services.AddSingleton<IBackupStorage>(new ForgetfulStorage { DeleteFails = true }));
        (await shop.BackUpAsync()).EnsureSucceeded();
        var result = await shop.BackUpAsync(new() { Clean = true });
        Assert.Equal(RunOutcome.Succeeded, Assert.Single(result.Databases).Outcome);
        Assert.Equal((RunOutcome.Failed, "no route"), (result.Cleanup!.Outcome, result.Cleanup.Error!.Message));
        Assert.Equal(2, (await shop.Command<ListBackupsCommand>().RunAsync(new(), Token)).Backups.Count);
    }

    [Fact]
    public async Task A_lease_that_cannot_be_given_back_does_not_make_a_good_backup_a_failure_nor_keep_the_next_away()
    {
        using var shop = new Shop(null, services => services.AddSingleton<IBackupStorage>(new ForgetfulStorage { DeleteFails = true }));
        for (var run = 0; run < 3; run++)
        {
            var result = Assert.Single((await shop.BackUpAsync()).Databases);
            Assert.Equal((RunOutcome.Succeeded, true), (result.Outcome, result.Backup is not null));
        }
    }

    [Fact]
    public async Task A_check_finds_what_no_error_of_ours_says_and_goes_on()
    {
        using var shop = new Shop(null, services => services.AddSingleton<IBackupStorage>(new ForgetfulStorage { DeleteFails = true }));
        var result = await shop.Command<CheckCommand>().RunAsync(new(), Token);
        Assert.Equal("no route", Assert.Single(result.Findings, f => !f.Passed).Message);
        Assert.Equal("catalogue", result.Findings[^1].Subject);
    }

    [Fact]
    public async Task Receivers_take_scoped_services_which_live_as_long_as_the_run()
    {
        using var shop = new Shop(null, services => services.AddScoped<Session>());
        var sessions = new List<Session>();
        foreach (var signal in (Signal[])[Signal.PreBackup, Signal.PostBackup])
            shop.Dispatcher.Connect(signal, (context, _) =>
            {
                sessions.Add(context.Services.GetRequiredService<Session>());
                Assert.False(sessions[^1].IsDisposed);
                return default;
            });
        (await shop.BackUpAsync()).EnsureSucceeded();
        Assert.Same(sessions[0], sessions[1]);
        Assert.True(sessions[0].IsDisposed);
        (await shop.BackUpAsync()).EnsureSucceeded();
        Assert.NotSame(sessions[0], sessions[2]);
    }

    [Fact]
    public async Task A_scoped_service_that_cannot_be_disposed_does_not_change_the_outcome()
    {
        using var shop = new Shop(null, services => services.AddScoped(_ => new Session { DisposeFails = true }));
        using var take = shop.Dispatcher.Connect(Signal.PostBackup, (context, _) =>
        {
            context.Services.GetRequiredService<Session>();
            return default;
        });
        Assert.Equal(RunOutcome.Succeeded, Assert.Single((await shop.BackUpAsync()).Databases).Outcome);
    }

    private sealed class Session : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public bool DisposeFails { get; init; }

        public void Dispose()
        {
            IsDisposed = true;
            if (DisposeFails)
                throw new InvalidOperationException("session is gone");
        }
    }

    private sealed class BrokenLogging : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("the log's disk is full");
    }

    /// <summary>A storage whose network fails after the other end has done what it was asked.</summary>
    private sealed class ForgetfulStorage : IBackupStorage
    {
        private readonly InMemoryStorage _memory = new();

        public Predicate<string> WriteLosesItsAnswer { get; init; } = _ => false;

        public bool DeleteFails { get; init; }

        public string Description => "cloud";

        public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token)
        {
            await _memory.WriteAsync(name, write, token);
            if (WriteLosesItsAnswer(name))
                throw new HttpRequestException("connection lost");
        }

        public Task<Stream> OpenReadAsync(string name, CancellationToken token) => _memory.OpenReadAsync(name, token);

        public async IAsyncEnumerable<StoredObject> ListAsync([EnumeratorCancellation] CancellationToken token)
        {
            await foreach (var stored in _memory.ListAsync(token))
                yield return stored;
        }

        public Task<bool> DeleteAsync(string name, CancellationToken token) =>
            DeleteFails ? throw new HttpRequestException("no route") : _memory.DeleteAsync(name, token);

        public Task<bool> ExistsAsync(string name, CancellationToken token) => _memory.ExistsAsync(name, token);
    }
}
