using DbBackup.Signals;
using Mediator;

namespace DbBackup.Benchmarks;

internal sealed record To0(SignalContext Context) : INotification;

internal sealed record To1(SignalContext Context) : INotification;

internal sealed record To3(SignalContext Context) : INotification;

internal sealed record To10(SignalContext Context) : INotification;

internal sealed class Handler1Of1 : INotificationHandler<To1>
{
    public ValueTask Handle(To1 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler1Of3 : INotificationHandler<To3>
{
    public ValueTask Handle(To3 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler2Of3 : INotificationHandler<To3>
{
    public ValueTask Handle(To3 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler3Of3 : INotificationHandler<To3>
{
    public ValueTask Handle(To3 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler1Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler2Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler3Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler4Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler5Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler6Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler7Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler8Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler9Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}

internal sealed class Handler10Of10 : INotificationHandler<To10>
{
    public ValueTask Handle(To10 notification, CancellationToken cancellationToken)
    {
        Hooks.Receive(notification.Context);
        return default;
    }
}
