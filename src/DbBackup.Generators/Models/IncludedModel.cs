namespace DbBackup.Generators.Models;

/// <summary>A library's receiver in a registry's table.</summary>
/// <param name="Assembly">The library.</param>
/// <param name="Alias">How generated code reaches it.</param>
/// <param name="Export">The receiver for one signal.</param>
internal sealed record IncludedModel(string Assembly, string Alias, ExportModel Export);
