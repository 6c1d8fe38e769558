namespace DbBackup.Generators.Models;

/// <summary>A receiver's call for one signal.</summary>
/// <param name="Signal">The member of the enum.</param>
/// <param name="SignalNumber">Its number, by which ties are broken.</param>
/// <param name="Context">The signal's context class.</param>
/// <param name="Id">The stable name.</param>
/// <param name="Order">Lower is called earlier.</param>
/// <param name="Database">The filter, if any.</param>
/// <param name="TimeoutSeconds">The time-out; 0 for the configured one.</param>
/// <param name="Arguments">One for each parameter.</param>
internal sealed record SubscriptionModel(
    string Signal,
    int SignalNumber,
    string Context,
    string Id,
    int Order,
    string? Database,
    int TimeoutSeconds,
    EquatableArray<ArgumentModel> Arguments);
