namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>
/// Holds a copy of a database against its source in three ways that do not know each other: what <c>pg_dump</c> says of the schema, what
/// the catalogs say, and the server's hash of every table.
/// </summary>
internal static class FidelityComparison
{
    /// <summary>Fails where they differ, but for the rows of some tables.</summary>
    public static async Task AssertSameAsync(PostgresDatabase source, PostgresDatabase copy, params string[] otherRows) =>
        Lines.AssertNone([.. (await DifferencesAsync(source, copy)).Where(line => !Array.Exists(otherRows, table => line.StartsWith($"rows: - {table}: ", StringComparison.Ordinal) || line.StartsWith($"rows: + {table}: ", StringComparison.Ordinal)))]);

    /// <summary>What differs, a line each: <c>-</c> only the source has, <c>+</c> only the copy.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(PostgresDatabase source, PostgresDatabase copy) =>
    [
        .. Lines.Differences("pg_dump", await SchemaText.ReadAsync(source), await SchemaText.ReadAsync(copy)),
        .. (await DatabaseContents.ReadAsync(source)).Differences(await DatabaseContents.ReadAsync(copy)),
    ];
}
