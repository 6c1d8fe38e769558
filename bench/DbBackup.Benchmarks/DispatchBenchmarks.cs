using BenchmarkDotNet.Attributes;
using DbBackup.Signals;
using Mediator;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Benchmarks;

/// <summary>
/// One signal to 0, 1, 3 and 10 synchronous receivers that do nothing, beside what a C# programmer would write instead.
/// <c>Signal</c> has the default time limit and therefore changes threads; <c>SignalWithoutTimeLimit</c> stays on the caller's.
/// </summary>
[MemoryDiagnoser]
[WarmupCount(5), IterationCount(15)]
public class DispatchBenchmarks
{
    private SignalDispatcher _bounded = null!;
    private SignalDispatcher _unbounded = null!;
    private SignalContext _context = null!;
    private IPublisher _publisher = null!;
    private ServiceProvider _services = null!;

    [Params(0, 1, 3, 10)]
    public int Receivers { get; set; }

    private event Action<SignalContext>? Event;

    [GlobalSetup]
    public void SetUp()
    {
        _context = new SilentContext { RunId = "01TEST", StartedAt = default, Services = new ServiceCollection().BuildServiceProvider() };
        _bounded = new([new Table(Receivers)], TimeSpan.FromMinutes(5));
        _unbounded = new([new Table(Receivers)], TimeSpan.Zero);
        for (var i = 0; i < Receivers; i++)
            Event += Hooks.Receive;
        _services = new ServiceCollection().AddMediator(o => o.ServiceLifetime = ServiceLifetime.Singleton).BuildServiceProvider();
        _publisher = _services.GetRequiredService<IPublisher>();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _bounded.Dispose();
        _unbounded.Dispose();
        _services.Dispose();
    }

    [Benchmark(Baseline = true)]
    public ValueTask MediatorPublish() => Receivers switch
    {
        0 => _publisher.Publish(new To0(_context)),
        1 => _publisher.Publish(new To1(_context)),
        3 => _publisher.Publish(new To3(_context)),
        _ => _publisher.Publish(new To10(_context)),
    };

    [Benchmark]
    public ValueTask<SignalResult> Signal() => _bounded.SendAsync(_context);

    [Benchmark]
    public ValueTask<SignalResult> SignalWithoutTimeLimit() => _unbounded.SendAsync(_context);

    [Benchmark]
    public void PlainEvent() => Event?.Invoke(_context);

    [Benchmark]
    public void DirectCalls()
    {
        for (var i = 0; i < Receivers; i++)
            Hooks.Receive(_context);
    }

    private sealed class SilentContext : SignalContext
    {
        public override Signal Signal => DbBackup.Signals.Signal.PostBackup;
    }

    private sealed class Table(int receivers) : ReceiverRegistry
    {
        protected override ReceiverDescriptor[] CreateTable() =>
        [
            .. Enumerable.Range(0, receivers).Select(i => new ReceiverDescriptor
            {
                Id = $"Hooks.Receive{i}", Signal = DbBackup.Signals.Signal.PostBackup, Assembly = "Benchmarks", Source = "Hooks.cs:1",
                Call = static (context, _) =>
                {
                    Hooks.Receive(context);
                    return default;
                },
            }),
        ];
    }
}
