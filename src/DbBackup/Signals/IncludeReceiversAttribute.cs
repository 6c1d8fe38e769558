namespace DbBackup.Signals;

/// <summary>
/// Takes a library's receivers into the table of a registry. When <typeparamref name="T"/>, or a type nested in it, declares exported
/// receivers, exactly those are included; when it declares none, all that its assembly exports are. So a library offers its
/// receivers by a public type, which may be a marker without members; the receivers themselves may be internal.
/// </summary>
/// <typeparam name="T">A public type of the library. C# allows no static class here.</typeparam>
/// <remarks>Several on one registry add up.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class IncludeReceiversAttribute<T> : Attribute
{
    /// <summary>The ids of receivers to leave out, for all of their signals.</summary>
    public string[] Except { get; set; } = [];
}
