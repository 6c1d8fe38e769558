using System.ComponentModel;

namespace DbBackup.Signals;

/// <summary>
/// Says that a library exports receivers, and by which schema an application's generator reads them. The library's generator writes
/// it, and one <see cref="ExportedReceiverAttribute"/> for each receiver and signal. Not meant to be written by hand.
/// </summary>
/// <param name="schema">The version of these attributes. This constructor stays, so that any version can read it.</param>
/// <param name="calls">The public class that has one typed call for each exported receiver and signal.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ExportedReceiversAttribute(int schema, Type calls) : Attribute
{
    /// <summary>The version of these attributes.</summary>
    public int Schema { get; } = schema;

    /// <summary>The public class that has one typed call for each exported receiver and signal.</summary>
    public Type Calls { get; } = calls;
}
