namespace DbBackup.Servers.Tests.MySql.Fidelity;

/// <summary>
/// Holds a copy of a database against its source in ways that do not know each other: what the server's own program dumps of it, what
/// <c>information_schema</c> says, and checksums and hashes of every table.
/// </summary>
internal static class FidelityComparison
{
    public static async Task AssertSameAsync(MySqlDatabase source, MySqlDatabase copy) => Lines.AssertNone(await DifferencesAsync(source, copy));

    /// <summary>What differs, a line each: <c>-</c> only the source has, <c>+</c> only the copy.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(MySqlDatabase source, MySqlDatabase copy) =>
    [
        .. Lines.Differences("dump", await SchemaText.ReadAsync(source), await SchemaText.ReadAsync(copy)),
        .. (await DatabaseContents.ReadAsync(source)).Differences(await DatabaseContents.ReadAsync(copy)),
    ];
}
