using Npgsql;

namespace DbBackup.Connectors;

/// <summary>How a database was made: what cannot be changed of it afterwards.</summary>
internal sealed record PgDatabaseProperties
{
    private const string KeyEncoding = "encoding", KeyProvider = "localeProvider", KeyCollate = "collate", KeyCtype = "ctype", KeyLocale = "locale", KeyRules = "icuRules";
    private const int FirstWithProviders = 15, FirstWithRules = 16, FirstWithLocale = 17;

    /// <summary>The encoding, by PostgreSQL's name.</summary>
    public required string Encoding { get; init; }

    /// <summary>The provider of the locale: <c>libc</c>, <c>icu</c> or <c>builtin</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>LC_COLLATE.</summary>
    public required string Collate { get; init; }

    /// <summary>LC_CTYPE.</summary>
    public required string Ctype { get; init; }

    /// <summary>The provider's locale; <see langword="null"/> for libc.</summary>
    public string? Locale { get; init; }

    /// <summary>Rules that tailor an ICU locale.</summary>
    public string? Rules { get; init; }

    /// <summary>The locales that a server must have for it, by provider: <c>icu:de-AT</c>.</summary>
    public IEnumerable<string> Collations => [$"libc:{Collate}", $"libc:{Ctype}", .. Locale is null ? (string[])[] : [$"{Provider}:{Locale}"]];

    /// <summary>Reads those of the database that a session is on.</summary>
    public static async Task<PgDatabaseProperties> ReadAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var version = connection.PostgreSqlVersion.Major;
        var provider = version >= FirstWithProviders ? "CASE datlocprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END" : "'libc'";
        var locale = version >= FirstWithLocale ? "datlocale" : version >= FirstWithProviders ? "daticulocale" : "NULL";
        var rules = version >= FirstWithRules ? "daticurules" : "NULL";
        return (await connection.QueryAsync(
            $"SELECT pg_encoding_to_char(encoding)::text, {provider}, datcollate::text, datctype::text, {locale}::text, {rules}::text FROM pg_database WHERE datname = current_database()",
            row => new PgDatabaseProperties
            {
                Encoding = row.GetString(0), Provider = row.GetString(1), Collate = row.GetString(2), Ctype = row.GetString(3),
                Locale = row.IsDBNull(4) ? null : row.GetString(4), Rules = row.IsDBNull(5) ? null : row.GetString(5),
            },
            token).ConfigureAwait(false))[0];
    }

    /// <summary>For the archive.</summary>
    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var all = new Dictionary<string, string> { [KeyEncoding] = Encoding, [KeyProvider] = Provider, [KeyCollate] = Collate, [KeyCtype] = Ctype };
        if (Locale is not null)
            all[KeyLocale] = Locale;
        if (Rules is not null)
            all[KeyRules] = Rules;
        return all;
    }

    /// <summary>From the archive.</summary>
    /// <exception cref="DamagedBackupException">Something is missing.</exception>
    public static PgDatabaseProperties From(IReadOnlyDictionary<string, string> all)
    {
        return new()
        {
            Encoding = Get(KeyEncoding), Provider = Get(KeyProvider), Collate = Get(KeyCollate), Ctype = Get(KeyCtype),
            Locale = all.GetValueOrDefault(KeyLocale), Rules = all.GetValueOrDefault(KeyRules),
        };

        string Get(string key) => all.TryGetValue(key, out var value) ? value : throw new DamagedBackupException($"The backup does not say the database's {key}; restore another backup.");
    }

    /// <summary>The options of <c>CREATE DATABASE</c> that make one like it.</summary>
    /// <param name="version">The major version of the server that makes it.</param>
    public string CreateOptions(int version)
    {
        var options = $"TEMPLATE template0 ENCODING {PgName.Literal(Encoding)} LC_COLLATE {PgName.Literal(Collate)} LC_CTYPE {PgName.Literal(Ctype)}";
        if (version < FirstWithProviders)
            return options;
        options += $" LOCALE_PROVIDER {Provider}";
        if (Locale is not null)
            options += Provider == "icu" ? $" ICU_LOCALE {PgName.Literal(Locale)}" : $" BUILTIN_LOCALE {PgName.Literal(Locale)}";
        return Rules is null ? options : $"{options} ICU_RULES {PgName.Literal(Rules)}";
    }
}
