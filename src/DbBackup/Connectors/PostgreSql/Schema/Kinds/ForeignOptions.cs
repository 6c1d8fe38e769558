namespace DbBackup.Connectors;

/// <summary>Options of foreign data wrappers, servers, mappings and the like.</summary>
internal static class ForeignOptions
{
    /// <summary>A query's column that gives the options of an array for <see cref="Clause"/>.</summary>
    public static string Column(string array) =>
        $"(SELECT json_agg(json_build_array(option_name, option_value))::text FROM pg_options_to_table({array}))";

    /// <summary>The clause <c>OPTIONS (…)</c> with a space before it; nothing when there are none.</summary>
    public static string Clause(IReadOnlyList<IReadOnlyList<string?>> options) => options.Count == 0
        ? ""
        : $" OPTIONS ({string.Join(", ", options.Select(option => $"{PgName.Quote(option[0]!)} {PgName.Literal(option[1] ?? "")}"))})";
}
