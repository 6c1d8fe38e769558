using DbBackup.Archives;
using DbBackup.Configuration;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>What a backup needs of the server that it is restored to, and whether it is there.</summary>
internal static class MySqlRequirements
{
    /// <summary>Says all that is missing, before anything changes.</summary>
    /// <exception cref="BackupException">Something is missing.</exception>
    public static async Task RequireAsync(NativeBackup backup, MySqlStage stage, MySqlConnectionSettings settings, CancellationToken token)
    {
        var (version, product) = (stage.Version, backup.Properties.GetValueOrDefault(MySqlDescription.Product));
        if (version.Product != product)
            throw new BackupException($"Database {settings.Database}: the backup is of {product}, and the server {settings.Server} is {version.Product}, whose statements differ. Restore it to {product}.");
        if (version.Number.Major < backup.EngineMajor)
            throw new BackupException(
                $"Database {settings.Database}: the backup is of {backup.EngineVersion}, and the server {settings.Server} is the older {version}. Restore to {product} {backup.EngineMajor} or newer.");
        List<string> missing =
        [
            .. await MissingAsync(stage.Server, "storage engine", Of(backup, MySqlDescription.Engines), "SELECT ENGINE FROM information_schema.ENGINES WHERE SUPPORT IN ('YES', 'DEFAULT')", token).ConfigureAwait(false),
            .. await MissingAsync(
                stage.Server, "collation", [backup.Properties[MySqlDescription.Collation]], "SELECT COLLATION_NAME FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY" +
                (version.IsMariaDb ? " UNION SELECT FULL_COLLATION_NAME FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY" : ""), token).ConfigureAwait(false),
            .. settings.Definer is DefinerHandling.Keep ? await MissingAccountsAsync(stage.Server, Of(backup, MySqlDescription.Definers), token).ConfigureAwait(false) : [],
        ];
        if (missing.Count > 0)
            throw new BackupException(
                $"Database {settings.Database}: the server {settings.Server} lacks {string.Join(", ", missing)}. Nothing was changed; make or install what is missing" +
                (missing.Exists(m => m.StartsWith("account ", StringComparison.Ordinal)) ? ", or set \"Definer\": \"Current\"." : "."));
    }

    private static async Task<IEnumerable<string>> MissingAsync(MySqlConnection server, string kind, IReadOnlyList<string> needed, string sql, CancellationToken token)
    {
        if (needed.Count == 0)
            return [];
        var there = (await server.QueryAsync(sql, row => row.Text(0), token).ConfigureAwait(false)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return needed.Where(n => !there.Contains(n)).Select(n => $"{kind} {n}");
    }

    // Not everybody may look; then the server itself says it when the first object is made.
    private static async Task<IEnumerable<string>> MissingAccountsAsync(MySqlConnection server, IReadOnlyList<string> needed, CancellationToken token)
    {
        try
        {
            var there = (await server.QueryAsync("SELECT User, Host FROM mysql.user", row => (row.Text(0), row.Text(1)), token).ConfigureAwait(false)).ToHashSet();
            return needed.Where(n => !there.Contains(AccountOf(n))).Select(n => $"account {n}");
        }
        catch (MySqlException e) when (e.Number is 1142 or 1143 or 1044 or 1356)
        {
            return [];
        }
    }

    private static (string User, string Host) AccountOf(string definer)
    {
        var tokens = MySqlTokens.Of(definer).ToList();
        return (tokens[0].Unquote(definer), tokens.Count > 2 ? tokens[2].Unquote(definer) : "");
    }

    private static IReadOnlyList<string> Of(NativeBackup backup, string kind) => backup.Requirements.GetValueOrDefault(kind) ?? [];
}
