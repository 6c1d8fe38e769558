using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Signals;

/// <summary>
/// The compiled table of an assembly's receivers. Derive a partial class from it and mark it with
/// <see cref="ReceiverRegistryAttribute"/>; the generator writes <see cref="CreateTable"/>. Without the generator the class does
/// not compile (CS0534), so a registry is never silently empty.
/// </summary>
public abstract class ReceiverRegistry
{
    private IReadOnlyList<ReceiverDescriptor>? _receivers;

    /// <summary>Every receiver of the table, once per signal, in the order of the calls.</summary>
    public IReadOnlyList<ReceiverDescriptor> Receivers => _receivers ??= CreateTable();

    /// <summary>Whether the table has a receiver of <paramref name="signal"/>.</summary>
    public bool Has(Signal signal)
    {
        foreach (var receiver in Receivers)
            if (receiver.Signal == signal)
                return true;
        return false;
    }

    /// <summary>Makes the table. Only the generator writes it.</summary>
    protected abstract ReceiverDescriptor[] CreateTable();

    /// <summary>Adds the services of the included libraries (<see cref="IReceiverLibrary"/>). Only the generator writes it.</summary>
    /// <param name="services">The application's services.</param>
    protected virtual void AddServices(IServiceCollection services) { }

    internal void AddServicesTo(IServiceCollection services) => AddServices(services);
}
