namespace DbBackup.Generators.Models;

/// <summary>The assembly that is being compiled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsLibrary">Whether others reference it, so that it exports its receivers.</param>
internal sealed record AssemblyModel(string Name, bool IsLibrary);
