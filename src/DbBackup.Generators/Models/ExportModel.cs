namespace DbBackup.Generators.Models;

/// <summary>A library's receiver for one signal.</summary>
/// <param name="Id">The stable name.</param>
/// <param name="Signal">The member of the enum.</param>
/// <param name="SignalNumber">Its number, by which ties are broken.</param>
/// <param name="Type">The type that declares it: namespace and types with dots.</param>
/// <param name="Call">The method that calls it, after the alias: <c>DbBackup.Exports.Acme.ReceiverCalls.Acme_Hooks_Notify_PostBackup</c>.</param>
/// <param name="Source">File name and line in the library.</param>
/// <param name="Order">Lower is called earlier.</param>
/// <param name="Database">The filter, if any.</param>
/// <param name="TimeoutSeconds">The time-out; 0 for the configured one.</param>
/// <param name="Library">The declaring type, after the alias, when it adds services; else <see langword="null"/>.</param>
internal sealed record ExportModel(
    string Id,
    string Signal,
    int SignalNumber,
    string Type,
    string Call,
    string Source,
    int Order,
    string? Database,
    int TimeoutSeconds,
    string? Library);
