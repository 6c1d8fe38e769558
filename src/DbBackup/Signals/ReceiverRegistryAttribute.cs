namespace DbBackup.Signals;

/// <summary>
/// Marks the partial class into which the generator writes the table of this assembly's receivers. The class derives from
/// <see cref="ReceiverRegistry"/> and is given to <c>UseReceivers&lt;T&gt;()</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReceiverRegistryAttribute : Attribute;
