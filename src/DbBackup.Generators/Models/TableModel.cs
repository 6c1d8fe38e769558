namespace DbBackup.Generators.Models;

/// <summary>A registry and what goes into it.</summary>
/// <param name="Registry">The class.</param>
/// <param name="Assembly">The assembly that declares it.</param>
/// <param name="Own">That assembly's receivers, by order, id and signal.</param>
/// <param name="Included">The libraries' receivers, by order, assembly, id and signal.</param>
internal sealed record TableModel(
    RegistryModel Registry,
    string Assembly,
    EquatableArray<TableEntryModel> Own,
    EquatableArray<IncludedModel> Included);
