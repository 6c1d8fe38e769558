namespace DbBackup.Signals;

/// <summary>Which libraries' receivers a registry takes besides those of its own assembly.</summary>
public enum ReceiverDiscovery
{
    /// <summary>Those that an <see cref="IncludeReceiversAttribute{T}"/> names, and no others: nothing runs against a database unasked.</summary>
    Included,

    /// <summary>
    /// All that any referenced assembly exports. An <see cref="IncludeReceiversAttribute{T}"/> of the same registry still decides alone
    /// about the assembly that it names.
    /// </summary>
    AllReferences,
}
