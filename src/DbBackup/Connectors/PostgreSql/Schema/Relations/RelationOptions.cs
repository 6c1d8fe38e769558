namespace DbBackup.Connectors;

/// <summary>Options as the catalogs keep them (<c>name=value</c>), spelled for a <c>WITH</c> or <c>OPTIONS</c> clause.</summary>
internal static class RelationOptions
{
    /// <summary>The list without its parentheses: <c>"fillfactor"='70'</c>.</summary>
    public static string List(IEnumerable<string> options, string prefix = "") => string.Join(", ", options.Select(option =>
    {
        var (name, value) = Split(option);
        return $"{prefix}{PgName.Quote(name)}={PgName.Literal(value)}";
    }));

    /// <summary><c> WITH (…)</c>, or nothing when there are none.</summary>
    public static string With(IReadOnlyList<string> options, IReadOnlyList<string>? toast = null)
    {
        string[] lists = [List(options), List(toast ?? [], "toast.")];
        var all = string.Join(", ", lists.Where(list => list.Length > 0));
        return all.Length == 0 ? "" : $" WITH ({all})";
    }

    /// <summary><c> OPTIONS (…)</c> of a foreign table or column, or nothing when there are none.</summary>
    public static string Foreign(IReadOnlyList<string> options) => options.Count == 0 ? "" : $" OPTIONS ({string.Join(", ", options.Select(option =>
    {
        var (name, value) = Split(option);
        return $"{PgName.Quote(name)} {PgName.Literal(value)}";
    }))})";

    private static (string Name, string Value) Split(string option)
    {
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        return (option[..equals], option[(equals + 1)..]);
    }
}
