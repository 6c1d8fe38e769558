namespace DbBackup.Generators.Models;

/// <summary>One class with <c>[ReceiverRegistry]</c>.</summary>
/// <param name="Name">Namespace and types with dots.</param>
/// <param name="Namespace">The namespace, escaped; empty for the global one.</param>
/// <param name="Declarations">The headers to open, the outermost type first: <c>partial class Outer</c>.</param>
/// <param name="HintName">The generated file's name.</param>
/// <param name="TakesAll">Whether it takes the receivers of every referenced library.</param>
/// <param name="Inclusions">The libraries that it names, in the order of the source.</param>
/// <param name="Source">File name and line, for errors; empty when there can be none, so that edits above the class change nothing.</param>
/// <param name="Errors">Why no table can be written into it.</param>
/// <param name="IsSilenced">Whether a suppression keeps the analyzers from reporting the errors.</param>
/// <param name="StopsBuildAt">Where the class is, when the build stops at it before any analyzer runs.</param>
internal sealed record RegistryModel(
    string Name,
    string Namespace,
    EquatableArray<string> Declarations,
    string HintName,
    bool TakesAll,
    EquatableArray<InclusionModel> Inclusions,
    string Source,
    EquatableArray<string> Errors,
    bool IsSilenced,
    PlaceModel? StopsBuildAt);
