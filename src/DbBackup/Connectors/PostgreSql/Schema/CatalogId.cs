namespace DbBackup.Connectors;

/// <summary>An object as <c>pg_depend</c> names it.</summary>
/// <param name="Class">The catalog that holds it, by oid (<c>'pg_class'::regclass</c>).</param>
/// <param name="Object">Its oid there.</param>
internal readonly record struct CatalogId(uint Class, uint Object);
