namespace DbBackup.Signals;

/// <summary>
/// Makes a static method a receiver: it is called each time one of <paramref name="signals"/> is sent. The method names only the
/// arguments it wants; the compiler reports what cannot be bound.
/// </summary>
/// <param name="signals">One or several signals. Every parameter of the method must bind for each of them.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class ReceiverAttribute(params Signal[] signals) : Attribute
{
    /// <summary>The signals that the method receives.</summary>
    public IReadOnlyList<Signal> Signals { get; } = signals;

    /// <summary>Lower is called earlier; receivers of equal order are called by assembly and id. The default is 0.</summary>
    public int Order { get; set; }

    /// <summary>Calls the receiver only for the database with this key of the configuration. The default is every database.</summary>
    public string? Database { get; set; }

    /// <summary>Seconds until the call counts as failed. The default, 0, takes <c>ReceiverTimeout</c> from the configuration.</summary>
    public int TimeoutSeconds { get; set; }

    /// <summary>A stable name for logs and results. The default is <c>Namespace.Type.Method</c>.</summary>
    public string? Id { get; set; }
}
