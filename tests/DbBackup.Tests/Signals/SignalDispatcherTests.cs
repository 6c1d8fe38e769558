using DbBackup.Signals;
using static DbBackup.Tests.Signals.TableOf;

namespace DbBackup.Tests.Signals;

public sealed class SignalDispatcherTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly List<string> _calls = [];

    public static TheoryData<Signal> PreSignals { get; } =
        [Signal.PreBackup, Signal.PreRestore, Signal.PreMediaBackup, Signal.PreMediaRestore, Signal.PreCleanup];

    public static TheoryData<Signal> OtherSignals { get; } =
    [
        Signal.PostBackup, Signal.PostRestore, Signal.PostMediaBackup, Signal.PostMediaRestore, Signal.PostCleanup,
        Signal.BackupFailed, Signal.RestoreFailed, Signal.MediaBackupFailed, Signal.MediaRestoreFailed,
        Signal.DrillSucceeded, Signal.DrillFailed, Signal.SafetyBackupTaken, Signal.HealthChecked,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ReceiverCall Note(string text) => (_, _) =>
    {
        lock (_calls)
            _calls.Add(text);
        return default;
    };

    private static ReceiverCall Throw(string message) => (_, _) => throw new InvalidOperationException(message);

    [Fact]
    public void Every_signal_is_either_pre_or_not() =>
        Assert.Equal(Enum.GetValues<Signal>().Order(), PreSignals.Concat(OtherSignals).Select(row => row.Data).Order());

    [Fact]
    public async Task A_signal_without_receivers_succeeds_and_calls_nobody()
    {
        using var dispatcher = new SignalDispatcher([], Minute);
        var result = await dispatcher.SendAsync(AnyContext.Of(Signal.PreBackup), Token);
        Assert.True(result.Succeeded);
        Assert.Empty(result.Outcomes);
        Assert.False(dispatcher.Has(Signal.PreBackup));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Receivers_are_called_by_order_and_then_as_the_table_has_them(int timeoutSeconds)
    {
        using var dispatcher = new SignalDispatcher(
            [
                new TableOf(
                    Receiver(Signal.PostBackup, "b", Note("b"), order: 5),
                    Receiver(Signal.PostBackup, "a", Note("a"), order: 5),
                    Receiver(Signal.PostBackup, "z", Note("z"), order: -1),
                    Receiver(Signal.PreBackup, "other", Note("other"))),
            ],
            TimeSpan.FromSeconds(timeoutSeconds));
        var result = await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token);
        Assert.Equal(["z", "b", "a"], _calls);
        Assert.Equal(["z", "b", "a"], result.Outcomes.Select(o => o.ReceiverId));
    }

    [Fact]
    public async Task A_receiver_that_two_registries_have_is_called_once()
    {
        var twice = Receiver(Signal.PostBackup, "same", Note("same"));
        using var dispatcher = new SignalDispatcher([new TableOf(twice), new TableOf(twice)], Minute);
        await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token);
        Assert.Equal(["same"], _calls);
    }

    [Theory]
    [MemberData(nameof(PreSignals))]
    public async Task The_first_failure_before_an_operation_stops_the_rest(Signal signal)
    {
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(signal, "1", Note("1")), Receiver(signal, "2", Throw("no")), Receiver(signal, "3", Note("3")))], Minute);
        var result = await dispatcher.SendAsync(AnyContext.Of(signal), Token);
        Assert.Equal(["1"], _calls);
        var failure = Assert.Single(result.Failures);
        Assert.Equal(("2", signal, "no"), (failure.ReceiverId, failure.Signal, failure.Exception.Message));
        Assert.Equal(2, result.Outcomes.Count);
        Assert.Equal([true, false], result.Outcomes.Select(o => o.Exception is null));
    }

    [Theory]
    [MemberData(nameof(OtherSignals))]
    public async Task A_failure_after_an_operation_does_not_stop_the_rest(Signal signal)
    {
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(signal, "1", Throw("one")), Receiver(signal, "2", Note("2")), Receiver(signal, "3", async (_, _) =>
            {
                await Task.Yield();
                throw new InvalidOperationException("three");
            }))],
            Minute);
        var result = await dispatcher.SendAsync(AnyContext.Of(signal), Token);
        Assert.Equal(["2"], _calls);
        Assert.Equal(["one", "three"], result.Failures.Select(f => f.Exception.Message));
    }

    [Fact]
    public async Task A_filtered_receiver_is_called_only_for_its_database()
    {
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PreBackup, "all", Note("all")), Receiver(Signal.PreBackup, "orders", Note("orders"), database: "orders"))], Minute);
        await dispatcher.SendAsync(AnyContext.Of(Signal.PreBackup, "default"), Token);
        Assert.Equal(["all"], _calls);
        var result = await dispatcher.SendAsync(AnyContext.Of(Signal.PreBackup, "orders"), Token);
        Assert.Equal(["all", "all", "orders"], _calls);
        Assert.Equal(["all", "orders"], result.Outcomes.Select(o => o.ReceiverId));
    }

    [Fact]
    public async Task An_asynchronous_receiver_is_awaited_before_the_next_is_called()
    {
        var gate = new TaskCompletionSource();
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PostBackup, "slow", async (_, _) =>
            {
                await gate.Task;
                _calls.Add("slow");
            }), Receiver(Signal.PostBackup, "next", Note("next")))],
            Minute);
        var sending = dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token).AsTask();
        Assert.False(sending.IsCompleted);
        gate.SetResult();
        await sending;
        Assert.Equal(["slow", "next"], _calls);
    }

    [Fact]
    public async Task A_receiver_whose_time_is_up_sees_its_token_cancelled_and_counts_as_timed_out()
    {
        var sawToken = false;
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PostBackup, "slow", async (_, token) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    sawToken = token.IsCancellationRequested;
                }
            }, timeout: TimeSpan.FromMilliseconds(30)), Receiver(Signal.PostBackup, "next", Note("next")))],
            Minute);
        var result = await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token);
        Assert.True(sawToken);
        Assert.IsType<TimeoutException>(Assert.Single(result.Failures).Exception);
        Assert.Equal(["next"], _calls);
    }

    [Theory]
    [InlineData(Signal.PreBackup)]
    [InlineData(Signal.PostBackup)]
    public async Task A_receiver_that_blocks_its_thread_for_ever_is_left_behind(Signal signal)
    {
        using var never = new ManualResetEventSlim();
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(signal, "hangs", (_, _) =>
            {
                never.Wait(CancellationToken.None);
                return default;
            }), Receiver(signal, "next", Note("next")))],
            TimeSpan.FromMilliseconds(30));
        var result = await dispatcher.SendAsync(AnyContext.Of(signal), Token);
        Assert.IsType<TimeoutException>(Assert.Single(result.Failures).Exception);
        Assert.Equal(signal == Signal.PreBackup ? [] : ["next"], _calls);
        never.Set();
    }

    [Fact]
    public async Task Cancellation_ends_a_pre_signal_also_when_the_receiver_ignores_it()
    {
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PreBackup, "deaf", async (_, _) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }))],
            Minute);
        var sending = dispatcher.SendAsync(AnyContext.Of(Signal.PreBackup), cancellation.Token).AsTask();
        await started.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_receiver_that_blocks_when_its_token_is_cancelled_holds_up_neither_the_run_nor_who_cancels()
    {
        using var cancellation = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        var started = new TaskCompletionSource();
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PreBackup, "blocks", async (_, token) =>
            {
                token.UnsafeRegister(_ => never.Wait(CancellationToken.None), null);
                started.SetResult();
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }))],
            Minute);
        var sending = dispatcher.SendAsync(AnyContext.Of(Signal.PreBackup), cancellation.Token).AsTask();
        await started.Task;
        var cancelling = Task.Run(cancellation.Cancel, Token);
        await cancelling.WaitAsync(Minute, Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Minute, Token));
        never.Set();
    }

    [Fact]
    public async Task What_a_receiver_throws_when_its_token_is_cancelled_does_not_reach_who_cancels()
    {
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PreBackup, "throws", async (_, token) =>
            {
                token.UnsafeRegister(_ => throw new InvalidOperationException("cannot stop"), null);
                started.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }))],
            Minute);
        var sending = dispatcher.SendAsync(AnyContext.Of(Signal.PreBackup), cancellation.Token).AsTask();
        await started.Task;
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_time_limit_that_no_timer_can_count_is_no_error()
    {
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PostBackup, "patient", Note("patient"), timeout: TimeSpan.FromSeconds(int.MaxValue)))], TimeSpan.MaxValue);
        using var also = dispatcher.Connect(Signal.PostBackup, Note("also"));
        Assert.True((await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token)).Succeeded);
        Assert.Equal(["patient", "also"], _calls);
    }

    [Fact]
    public async Task A_receiver_that_ends_as_its_time_is_up_leaves_nothing_to_the_next()
    {
        // The first ends about when its timer ticks; the call after it must have a token and a time of its own.
        using var dispatcher = new SignalDispatcher(
            [new TableOf(
                Receiver(Signal.PostBackup, "late", async (_, _) => await Task.Delay(21, CancellationToken.None), timeout: TimeSpan.FromMilliseconds(1)),
                Receiver(Signal.PostBackup, "next", async (_, token) =>
                {
                    await Task.Delay(5, CancellationToken.None);
                    token.ThrowIfCancellationRequested();
                }))],
            Minute);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 40, CancellationToken = Token }, async (_, token) =>
        {
            var result = await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), token);
            Assert.DoesNotContain("next", result.Failures.Select(f => f.ReceiverId));
        });
    }

    [Fact]
    public async Task A_connected_receiver_is_called_until_it_is_disconnected()
    {
        using var dispatcher = new SignalDispatcher([new TableOf(Receiver(Signal.PostBackup, "compiled", Note("compiled")))], Minute);
        using (dispatcher.Connect(Signal.PostBackup, Note("connected"), "mine"))
        {
            Assert.Equal(["compiled", "mine"], dispatcher.Receivers.Select(r => r.Id));
            await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token);
        }

        await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token);
        Assert.Equal(["compiled", "connected", "compiled"], _calls);
    }

    [Fact]
    public async Task A_receiver_that_is_connected_while_a_signal_is_sent_waits_for_the_next()
    {
        using var dispatcher = new SignalDispatcher([], Minute);
        using var first = dispatcher.Connect(Signal.PostBackup, (_, _) =>
        {
            dispatcher.Connect(Signal.PostBackup, Note("late"));
            return default;
        });
        await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token);
        Assert.Empty(_calls);
    }

    [Fact]
    public void A_signal_that_does_not_exist_is_refused()
    {
        using var dispatcher = new SignalDispatcher([], Minute);
        Assert.Throws<ArgumentOutOfRangeException>(() => dispatcher.Has((Signal)99));
    }

    [Fact]
    public async Task More_receivers_than_the_result_holds_inline_are_all_told()
    {
        using var dispatcher = new SignalDispatcher(
            [new TableOf([.. Enumerable.Range(0, 40).Select(i => Receiver(Signal.PostBackup, $"r{i}", i % 7 == 3 ? Throw($"{i}") : Note($"{i}")))])], Minute);
        var result = await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token);
        Assert.Equal(40, result.Outcomes.Count);
        Assert.Equal(Enumerable.Range(0, 40).Where(i => i % 7 == 3).Select(i => $"r{i}"), result.Failures.Select(f => f.ReceiverId));
    }

    [Fact]
    public async Task Ambient_values_of_the_caller_reach_the_receivers()
    {
        var ambient = new AsyncLocal<string?> { Value = "here" };
        string? seen = null;
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PostBackup, "looks", (_, _) =>
            {
                seen = ambient.Value;
                return default;
            }))],
            Minute);
        await dispatcher.SendAsync(AnyContext.Of(Signal.PostBackup), Token);
        Assert.Equal("here", seen);
    }

    [Fact]
    public async Task Many_signals_at_once_do_not_mix()
    {
        using var dispatcher = new SignalDispatcher(
            [new TableOf(Receiver(Signal.PostBackup, "echo", async (context, _) =>
            {
                await Task.Yield();
                throw new InvalidOperationException(context.RunId);
            }))],
            Minute);
        var sends = Enumerable.Range(0, 200).Select(async i =>
        {
            var context = new AnyContext(Signal.PostBackup) { RunId = $"{i}", StartedAt = default, Services = AnyContext.Of(Signal.PostBackup).Services };
            var result = await dispatcher.SendAsync(context, Token);
            Assert.Equal($"{i}", Assert.Single(result.Failures).Exception.Message);
        });
        await Task.WhenAll(sends);
    }
}
