namespace DbBackup.Connectors;

/// <summary>A row of <c>pg_depend</c>.</summary>
/// <param name="From">What depends.</param>
/// <param name="FromColumn">Its column, or 0.</param>
/// <param name="To">On what.</param>
/// <param name="ToColumn">Its column, or 0.</param>
/// <param name="Kind">How: <c>n</c> normal, <c>a</c> automatic, <c>i</c> internal, <c>e</c> of an extension, <c>P</c>, <c>S</c> of a partition.</param>
internal readonly record struct Dependency(CatalogId From, int FromColumn, CatalogId To, int ToColumn, char Kind);
