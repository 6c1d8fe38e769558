namespace DbBackup.Connectors;

/// <summary>What must be said when a database is created, since it cannot be changed later.</summary>
/// <param name="Name">The source's name, unquoted.</param>
/// <param name="Owner">Its owner, unquoted.</param>
/// <param name="Encoding">Its encoding, by the server's name.</param>
/// <param name="Provider">The provider of its locale: <c>libc</c>, <c>icu</c>, <c>builtin</c>.</param>
/// <param name="Collate"><c>LC_COLLATE</c>.</param>
/// <param name="CType"><c>LC_CTYPE</c>.</param>
/// <param name="Locale">The locale of ICU or the builtin provider; <see langword="null"/> with <c>libc</c>.</param>
/// <param name="IcuRules">Additional rules of ICU; <see langword="null"/> without.</param>
/// <param name="Tablespace">Its tablespace.</param>
internal sealed record DatabaseProperties(
    string Name, string Owner, string Encoding, string Provider, string Collate, string CType, string? Locale, string? IcuRules, string Tablespace)
{
    /// <summary>Reads those of the database to which the catalog's connection goes.</summary>
    public static async Task<DatabaseProperties> ReadAsync(PgCatalog catalog, CancellationToken token)
    {
        var locale = catalog.Version >= 17 ? "d.datlocale" : catalog.Version >= 15 ? "d.daticulocale" : "NULL::text";
        var found = await catalog.QueryAsync(
            $"""
            SELECT d.datname::text, pg_get_userbyid(d.datdba)::text, pg_encoding_to_char(d.encoding)::text,
                   {(catalog.Version >= 15 ? "CASE d.datlocprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END" : "'libc'")},
                   d.datcollate::text, d.datctype::text, {locale}, {(catalog.Version >= 16 ? "d.daticurules" : "NULL::text")}, t.spcname::text
            FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = current_database()
            """,
            row => new DatabaseProperties(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.TextOrNull(6),
                row.TextOrNull(7), row.Text(8)), token).ConfigureAwait(false);
        return found[0];
    }

    /// <summary>The statement that creates an empty database like it.</summary>
    /// <param name="name">The new one's name, unquoted.</param>
    /// <param name="version">The major version of the server that creates it; 14 and older know no providers.</param>
    public string CreateSql(string name, int version)
    {
        var provider = version < 15 ? null : $"LOCALE_PROVIDER {Provider}";
        string?[] clauses =
        [
            $"CREATE DATABASE {PgName.Quote(name)} TEMPLATE template0 ENCODING {PgName.Literal(Encoding)}",
            provider,
            $"LC_COLLATE {PgName.Literal(Collate)} LC_CTYPE {PgName.Literal(CType)}",
            Locale is null || provider is null ? null : $"{(Provider == "icu" ? "ICU_LOCALE" : "BUILTIN_LOCALE")} {PgName.Literal(Locale)}",
            IcuRules is null || provider is null ? null : $"ICU_RULES {PgName.Literal(IcuRules)}",
            Tablespace == "pg_default" ? null : $"TABLESPACE {PgName.Quote(Tablespace)}",
        ];
        return string.Join(' ', clauses.OfType<string>());
    }
}
