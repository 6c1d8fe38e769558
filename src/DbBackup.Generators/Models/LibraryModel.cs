namespace DbBackup.Generators.Models;

/// <summary>A referenced assembly that exports receivers.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Alias">How generated code reaches it: <c>global</c>, or an extern alias.</param>
/// <param name="Unreadable">What of its manifest this version does not understand, if anything.</param>
/// <param name="Exports">One for each receiver and signal, in the order of their ids.</param>
internal sealed record LibraryModel(string Name, string Alias, string? Unreadable, EquatableArray<ExportModel> Exports)
{
    public const string Global = "global";
}
