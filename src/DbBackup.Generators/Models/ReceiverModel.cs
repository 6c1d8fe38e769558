namespace DbBackup.Generators.Models;

/// <summary>One method with <c>[Receiver]</c>.</summary>
/// <param name="Name">Namespace, type and method with dots; also the default id.</param>
/// <param name="Target">What the table calls: <c>global::Shop.Hooks.Notify</c>.</param>
/// <param name="File">The file's name, without its folder: the same on every machine.</param>
/// <param name="Line">The method's line. An edit above the method in the same file changes it, and the table with it.</param>
/// <param name="ReturnsTask">Whether it returns a <c>Task</c>, which the table wraps.</param>
/// <param name="ReturnsValueTask">Whether it returns a <c>ValueTask</c>, which the table passes on.</param>
/// <param name="Acknowledged">Ids of the warnings about obsolete or experimental things that its declaration already answers for.</param>
/// <param name="Subscriptions">One for each signal; empty when there are errors.</param>
/// <param name="Errors">Why it cannot be called: id and message. The analyzers report them; the generator only where they cannot.</param>
/// <param name="Library">Its type, when that adds services; else <see langword="null"/>.</param>
/// <param name="IsSilenced">Whether a suppression keeps the analyzers from reporting the errors.</param>
internal sealed record ReceiverModel(
    string Name,
    string Target,
    string File,
    int Line,
    bool ReturnsTask,
    bool ReturnsValueTask,
    EquatableArray<string> Acknowledged,
    EquatableArray<SubscriptionModel> Subscriptions,
    EquatableArray<string> Errors,
    string? Library,
    bool IsSilenced)
{
    /// <summary>File name and line: <c>Hooks.cs:12</c>.</summary>
    public string Source => $"{File}:{Line}";
}
