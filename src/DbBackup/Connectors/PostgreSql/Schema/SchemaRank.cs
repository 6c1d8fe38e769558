namespace DbBackup.Connectors;

/// <summary>The order of what needs nothing of each other: by kind, schema and name, so that one schema always gives one text.</summary>
internal sealed class SchemaRank : IComparer<SchemaNode>
{
    private static readonly string[] Kinds =
    [
        "DATABASE", "SCHEMA", "EXTENSION", "LANGUAGE", "ACCESS METHOD", "COLLATION", "TYPE", "DOMAIN", "FUNCTION", "PROCEDURE", "AGGREGATE",
        "CAST", "OPERATOR", "OPERATOR FAMILY", "OPERATOR CLASS", "CONVERSION", "TRANSFORM", "TEXT SEARCH PARSER", "TEXT SEARCH TEMPLATE",
        "TEXT SEARCH DICTIONARY", "TEXT SEARCH CONFIGURATION", "FOREIGN DATA WRAPPER", "SERVER", "USER MAPPING", "SEQUENCE", "TABLE", "FOREIGN TABLE",
        "VIEW", "MATERIALIZED VIEW", "CONSTRAINT", "INDEX", "STATISTICS", "RULE", "TRIGGER", "POLICY", "EVENT TRIGGER", "PUBLICATION",
    ];

    /// <summary>The only one.</summary>
    public static SchemaRank Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(SchemaNode x, SchemaNode y)
    {
        var byKind = Kind(x).CompareTo(Kind(y));
        if (byKind != 0)
            return byKind;
        var bySchema = string.CompareOrdinal(x.Object.Schema, y.Object.Schema);
        if (bySchema != 0)
            return bySchema;
        var byName = string.CompareOrdinal(x.Object.Name, y.Object.Name);
        if (byName != 0)
            return byName;
        var byIdentity = string.CompareOrdinal(x.Object.Identity, y.Object.Identity);
        return byIdentity != 0 ? byIdentity : x.Part.CompareTo(y.Part);
    }

    private static int Kind(SchemaNode node) => Array.IndexOf(Kinds, node.Object.Kind) is >= 0 and var rank ? rank : Kinds.Length;
}
