using System.ComponentModel;

namespace DbBackup.Signals;

/// <summary>One receiver of a library for one signal, as an application's table takes it. Not meant to be written by hand.</summary>
/// <param name="id">The receiver's stable name.</param>
/// <param name="signal">The signal that it receives.</param>
/// <param name="type">The type that declares it: namespace and types with dots.</param>
/// <param name="call">The method of <see cref="ExportedReceiversAttribute.Calls"/> that calls it.</param>
/// <param name="source">File name and line of the method, as <c>Hooks.cs:12</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ExportedReceiverAttribute(string id, Signal signal, string type, string call, string source) : Attribute
{
    /// <summary>The receiver's stable name.</summary>
    public string Id { get; } = id;

    /// <summary>The signal that it receives.</summary>
    public Signal Signal { get; } = signal;

    /// <summary>The type that declares it: namespace and types with dots.</summary>
    public string Type { get; } = type;

    /// <summary>The method of <see cref="ExportedReceiversAttribute.Calls"/> that calls it.</summary>
    public string Call { get; } = call;

    /// <summary>File name and line of the method.</summary>
    public string Source { get; } = source;

    /// <summary>Lower is called earlier.</summary>
    public int Order { get; set; }

    /// <summary>The only database for which it is called, or <see langword="null"/> for all.</summary>
    public string? Database { get; set; }

    /// <summary>Its own time-out, or 0 for the configured one.</summary>
    public int TimeoutSeconds { get; set; }
}
