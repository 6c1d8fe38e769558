namespace DbBackup.Connectors;

/// <summary>A column whose values are carried.</summary>
/// <param name="Name">The name, unquoted.</param>
/// <param name="Type">The type without its arguments, in lower case: <c>varchar</c>.</param>
/// <param name="CharacterSet">The character set of a text; <see langword="null"/> for anything else.</param>
/// <param name="Collation">The collation of a text; <see langword="null"/> for anything else.</param>
internal sealed record MySqlColumn(string Name, string Type, string? CharacterSet, string? Collation)
{
    /// <summary>Whether its values may be so long that a row does not fit into memory.</summary>
    public bool MayBeLong => Type is "mediumblob" or "longblob" or "mediumtext" or "longtext" or "json" or "geometry" or "geometrycollection" or "geomcollection"
        or "linestring" or "polygon" or "multipoint" or "multilinestring" or "multipolygon";

    /// <summary>Whether it is a whole number.</summary>
    public bool IsInteger => Type is "tinyint" or "smallint" or "mediumint" or "int" or "integer" or "bigint";

    /// <summary>Whether its values are texts or bytes of no great length.</summary>
    public bool IsString => Type is "char" or "varchar" or "binary" or "varbinary";
}
