namespace DbBackup.Connectors;

/// <summary>
/// How the values of a column leave a server as bytes, and how <c>LOAD DATA</c> in the character set <c>binary</c> takes the same bytes back.
/// Texts go in their own character set, numbers in digits that read back the same, bits and geometries as they are stored.
/// </summary>
internal static class MySqlValues
{
    /// <summary>The types that are known.</summary>
    public static bool IsKnown(MySqlColumn column) => TrySelect(column, column.Name) is not null;

    /// <summary>The expression that gives a column's values as binary strings, or as doubles.</summary>
    public static string Select(MySqlColumn column) => TrySelect(column, MySqlName.Quote(column.Name))!;

    /// <summary>What turns a loaded value into the column's, where the bytes themselves do not do; <c>{0}</c> is the value.</summary>
    public static string? LoadExpression(MySqlColumn column) => column.Type switch
    {
        // By number: a member may be called '1', and the wrong value that a member is not has no name.
        "enum" or "set" => "CAST({0} AS UNSIGNED)",
        "json" => "CONVERT({0} USING utf8mb4)",
        "uuid" or "inet4" or "inet6" => "CONVERT({0} USING latin1)",
        _ => null,
    };

    /// <summary>A value that was selected, as it stands in a condition on its column.</summary>
    public static string Literal(MySqlColumn column, byte[] value) => column.Type switch
    {
        "char" or "varchar" or "tinytext" or "text" when column.CharacterSet is not (null or "binary") => $"CONVERT(x'{Hex(value)}' USING {column.CharacterSet}) COLLATE {column.Collation}",
        "date" or "time" or "datetime" or "timestamp" or "uuid" or "inet4" or "inet6" => $"'{System.Text.Encoding.ASCII.GetString(value)}'",
        "binary" or "varbinary" or "tinyblob" or "blob" or "char" or "varchar" or "tinytext" or "text" => value.Length == 0 ? "''" : $"0x{Hex(value)}",
        "bit" => $"CAST(0x{Hex(value)} AS UNSIGNED)",
        _ => System.Text.Encoding.ASCII.GetString(value),
    };

    /// <summary>The size of a value that may be long, about: a JSON's is not that of its text, which is dear to make.</summary>
    public static string Size(MySqlColumn column) =>
        $"COALESCE({(column.Type is "json" ? "JSON_STORAGE_SIZE" : "OCTET_LENGTH")}({(IsGeometry(column) ? $"CAST({MySqlName.Quote(column.Name)} AS BINARY)" : MySqlName.Quote(column.Name))}), 0)";

    /// <summary>
    /// Whether a JSON document of MySQL is another one when its text is read: a value is of a type that JSON has not, so that the two are not equal to
    /// the server, or a number has zeros at its end that it has not then.
    /// </summary>
    public static string IsTypedJson(MySqlColumn column)
    {
        var (name, text) = (MySqlName.Quote(column.Name), $"CONVERT({MySqlName.Quote(column.Name)} USING utf8mb4)");
        var read = $"CAST({text} AS JSON)";
        // Looking for a point in bytes costs nothing; LIKE, which weighs characters, costs more than all else.
        return $"{name} <> {read} OR INSTR(CAST({name} AS BINARY), '.') > 0 AND {text} COLLATE utf8mb4_bin <> CONVERT({read} USING utf8mb4)";
    }

    /// <summary>A piece of a value that may be long: bytes, or characters of a text.</summary>
    public static string Piece(MySqlColumn column, long start, long length) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SUBSTRING({(IsGeometry(column) ? $"CAST({MySqlName.Quote(column.Name)} AS BINARY)" : Select(column))}, {start}, {length})");

    private static bool IsGeometry(MySqlColumn column) => column.MayBeLong && column.Type is not ("mediumblob" or "longblob" or "mediumtext" or "longtext" or "json");

    private static string Hex(byte[] value) => value.Length == 0 ? "" : Convert.ToHexString(value);

    private static string? TrySelect(MySqlColumn column, string name) => column.Type switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "integer" or "bigint" or "decimal" or "numeric" or "year" or "date" or "time" or "datetime" or "timestamp" or "bit" => $"CAST({name} AS BINARY)",
        // As doubles; a column of fixed digits, or of FLOAT, would be rounded. A text of them that MySQL makes itself has 22 characters at most, which for some is too few.
        "float" or "double" or "real" => $"{name} * 1e0",
        "enum" or "set" => $"CAST(CAST({name} AS UNSIGNED) AS BINARY)",
        // A binary collation makes the driver hand out the bytes, and copies nothing, so that no limit of the server applies.
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" => column.CharacterSet is null or "binary" ? name : $"{name} COLLATE {column.CharacterSet}_bin",
        "json" => $"CONVERT({name} USING utf8mb4) COLLATE utf8mb4_bin",
        "uuid" or "inet4" or "inet6" => $"CAST(CAST({name} AS CHAR) AS BINARY)",
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" or "vector" or "geometry" or "geometrycollection" or "geomcollection" or "point" or "linestring" or "polygon"
            or "multipoint" or "multilinestring" or "multipolygon" => name,
        _ => null,
    };
}
