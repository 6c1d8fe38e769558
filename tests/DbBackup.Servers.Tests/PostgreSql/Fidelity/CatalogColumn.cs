namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>A column of a system catalog, and where it points to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Target">The catalog that its oids are of; <see langword="null"/> when it has none.</param>
/// <param name="Relation">The column beside it with the table, when its numbers are columns of that.</param>
/// <param name="IsArray">Whether it holds many of them.</param>
internal sealed record CatalogColumn(string Name, string Type, string? Target, string? Relation, bool IsArray);
