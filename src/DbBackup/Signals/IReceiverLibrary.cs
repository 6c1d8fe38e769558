using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Signals;

/// <summary>
/// A class of receivers that brings along what they need: their section of the configuration, clients of their own. An application that
/// includes the class has it called with its services; it registers nothing by hand.
/// </summary>
/// <example><c>public sealed class PagerReceivers : IReceiverLibrary { … }</c>, included by <c>[IncludeReceivers&lt;PagerReceivers&gt;]</c></example>
public interface IReceiverLibrary
{
    /// <summary>Adds to an application's services. What the application registered itself must win, so use <c>TryAdd…</c>.</summary>
    /// <param name="services">The application's services.</param>
    static abstract void AddServices(IServiceCollection services);
}
