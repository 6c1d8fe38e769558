namespace DbBackup.Connectors;

/// <summary>Configurations of text search, with the dictionaries for each kind of token in their order.</summary>
internal sealed class TextSearchConfigurationReader : TextSearchReader
{
    /// <inheritdoc/>
    protected override string Kind => "TEXT SEARCH CONFIGURATION";

    /// <inheritdoc/>
    protected override string Catalog => "pg_ts_config";

    /// <inheritdoc/>
    protected override string Query =>
        """
        SELECT c.oid, n.nspname::text, c.cfgname::text,
               json_build_array(json_build_array('PARSER', quote_ident(pn.nspname) || '.' || quote_ident(p.prsname)))::text,
               (SELECT json_agg(json_build_array(token.alias, dictionaries) ORDER BY maptokentype)::text
                FROM (SELECT m.maptokentype, string_agg(quote_ident(dn.nspname) || '.' || quote_ident(d.dictname), ', ' ORDER BY m.mapseqno) AS dictionaries
                      FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace
                      WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) map
                JOIN ts_token_type(c.cfgparser) token ON token.tokid = map.maptokentype)
        FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
        JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
        WHERE c.oid >= 16384 ORDER BY n.nspname COLLATE "C", c.cfgname COLLATE "C"
        """;

    /// <inheritdoc/>
    protected override IEnumerable<string> Completions(IReadOnlyList<IReadOnlyList<string?>> rows) =>
        rows.Select(row => $"ADD MAPPING FOR {PgName.Quote(row[0]!)} WITH {row[1]}");
}
