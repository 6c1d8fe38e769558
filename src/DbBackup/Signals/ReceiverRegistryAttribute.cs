namespace DbBackup.Signals;

/// <summary>
/// Marks the partial class into which the generator writes the table of this assembly's receivers, and of those libraries' that it
/// includes. The class derives from <see cref="ReceiverRegistry"/> and is given to <c>UseReceivers&lt;T&gt;()</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReceiverRegistryAttribute : Attribute
{
    /// <summary>Which libraries' receivers are in the table. The default is those that <see cref="IncludeReceiversAttribute{T}"/> names.</summary>
    public ReceiverDiscovery Discovery { get; set; }
}
