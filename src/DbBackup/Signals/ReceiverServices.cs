using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DbBackup.Signals;

/// <summary>What generated tables call to bind a receiver's parameters to services. Not meant to be called by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReceiverServices
{
    /// <summary>Adds what a class of receivers brings along.</summary>
    public static void Add<T>(IServiceCollection services) where T : IReceiverLibrary => T.AddServices(services);

    /// <summary>A logger in the receiver's name; one that drops everything when the application has no logging.</summary>
    public static ILogger Logger(SignalContext context, string receiverId) =>
        context.Services.GetService<ILoggerFactory>()?.CreateLogger(receiverId) ?? NullLogger.Instance;

    /// <summary>A logger in the name of <typeparamref name="T"/>; one that drops everything when the application has no logging.</summary>
    public static ILogger<T> Logger<T>(SignalContext context) =>
        context.Services.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;

    /// <summary>The application's clock, or the system's.</summary>
    public static TimeProvider Clock(SignalContext context) =>
        context.Services.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>A service that must be registered.</summary>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T Required<T>(SignalContext context) where T : notnull =>
        context.Services.GetRequiredService<T>();

    /// <summary>A service, or <see langword="default"/> when it is not registered.</summary>
    public static T? Optional<T>(SignalContext context) =>
        context.Services.GetService<T>();

    /// <summary>A service of a value type, or <see langword="null"/> when it is not registered.</summary>
    public static T? OptionalValue<T>(SignalContext context) where T : struct =>
        (T?)context.Services.GetService(typeof(T));

    /// <summary>A keyed service that must be registered.</summary>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T RequiredKeyed<T>(SignalContext context, object? key) where T : notnull =>
        context.Services.GetRequiredKeyedService<T>(key);

    /// <summary>A keyed service, or <see langword="default"/> when it is not registered.</summary>
    public static T? OptionalKeyed<T>(SignalContext context, object? key) =>
        context.Services.GetKeyedService<T>(key);

    /// <summary>A keyed service of a value type, or <see langword="null"/> when it is not registered.</summary>
    public static T? OptionalValueKeyed<T>(SignalContext context, object? key) where T : struct =>
        (T?)((IKeyedServiceProvider)context.Services).GetKeyedService(typeof(T), key);
}
