using DbBackup.Signals;

namespace DbBackup.Tests.Signals;

/// <summary>A context for tests of the dispatcher alone; the commands' own contexts are tested with the commands.</summary>
internal sealed class AnyContext(Signal signal, string? database = null) : SignalContext
{
    public override Signal Signal => signal;

    protected internal override string? DatabaseKey => database;

    public static AnyContext Of(Signal signal, string? database = null) => new(signal, database)
    {
        RunId = "01TEST",
        StartedAt = DateTimeOffset.UnixEpoch,
        Services = EmptyServices.Instance,
    };

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>A hand-written table, as the generator writes them.</summary>
internal sealed class TableOf(params ReceiverDescriptor[] receivers) : ReceiverRegistry
{
    protected override ReceiverDescriptor[] CreateTable() => receivers;

    public static ReceiverDescriptor Receiver(
        Signal signal, string id, ReceiverCall call, int order = 0, string? database = null, TimeSpan? timeout = null) => new()
    {
        Id = id, Signal = signal, Assembly = "Tests", Source = "Tests.cs:1", Order = order, Database = database, Timeout = timeout, Call = call,
    };
}
