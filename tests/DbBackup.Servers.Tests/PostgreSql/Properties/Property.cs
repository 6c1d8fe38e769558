namespace DbBackup.Servers.Tests.PostgreSql.Properties;

/// <summary>Something that the product reads of objects: a column of a query.</summary>
/// <param name="Name">The catalog, and the column as the query spells it.</param>
/// <param name="Query">The query.</param>
/// <param name="Without">The same query when no object has anything special there; <see langword="null"/> for what all objects have, each its own.</param>
/// <param name="HasExample">Whether two objects differ in it.</param>
internal sealed record Property(string Name, string Query, string? Without, bool HasExample);
