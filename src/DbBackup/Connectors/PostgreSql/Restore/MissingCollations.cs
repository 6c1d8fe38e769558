using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Locales that a backup needs and the server cannot sort by. Which there are is written down nowhere: the server is asked to make a temporary
/// collation of each, in a transaction that is rolled back.
/// </summary>
internal static class MissingCollations
{
    private const string Libc = "libc";

    // Its message is in the server's language, and its code is that of a missing locale, too.
    private const string OfAnotherEncoding = "check_encoding_locale_matches";

    // What initdb found in the operating system. It may be of other encodings than that of the database that is asked.
    private const string Found = "SELECT DISTINCT l::text FROM (SELECT collcollate FROM pg_collation WHERE collprovider = 'c' AND collnamespace = 'pg_catalog'::regnamespace UNION ALL SELECT datcollate FROM pg_database UNION ALL SELECT datctype FROM pg_database) AS known(l)";

    /// <summary>Finds them, each with the server's reason.</summary>
    /// <param name="server">A session there.</param>
    /// <param name="needed">Provider and locale, as <c>icu:de-u-co-phonebk</c>.</param>
    /// <param name="token">Ends it.</param>
    public static async Task<List<string>> FindAsync(NpgsqlConnection server, IEnumerable<string> needed, CancellationToken token)
    {
        var found = (await server.QueryAsync(Found, row => Key($"{Libc}:{row.GetString(0)}"), token).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var collation in needed.Where(collation => found.Add(Key(collation))))
            if (await RefusalAsync(server, collation, token).ConfigureAwait(false) is { } reason)
                missing.Add($"collation {PgName.Quote(collation)} ({reason})");
        return missing;
    }

    // "de_DE.UTF-8" is "de_DE.utf8" to the operating system.
    private static string Key(string collation) => collation.StartsWith(Libc, StringComparison.Ordinal)
        ? collation.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()
        : collation;

    private static async Task<string?> RefusalAsync(NpgsqlConnection server, string collation, CancellationToken token)
    {
        var (provider, locale) = (collation.Split(':')[0], collation[(collation.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        // In a session of its own: a server that cannot open a locale may call it an internal error, after which the driver gives the session up.
        await using var session = (NpgsqlConnection)((ICloneable)server).Clone();
        await session.OpenAsync(token).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync($"BEGIN READ WRITE; CREATE COLLATION pg_temp.asked (provider = {PgName.Literal(provider)}, locale = {PgName.Literal(locale)}); ROLLBACK", token).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege || e.Routine == OfAnotherEncoding)
        {
            // Who may not make one cannot ask; the restore itself will tell, before the database changes. And what has an encoding is there.
            return null;
        }
        catch (PostgresException e)
        {
            return e.MessageText;
        }
    }
}
