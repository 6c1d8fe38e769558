namespace DbBackup.Connectors;

/// <summary>Parsers of text search.</summary>
internal sealed class TextSearchParserReader : TextSearchReader
{
    /// <inheritdoc/>
    protected override string Kind => "TEXT SEARCH PARSER";

    /// <inheritdoc/>
    protected override string Catalog => "pg_ts_parser";

    /// <inheritdoc/>
    protected override string Query =>
        """
        SELECT p.oid, n.nspname::text, p.prsname::text,
               json_build_array(json_build_array('START', p.prsstart::text), json_build_array('GETTOKEN', p.prstoken::text),
                   json_build_array('END', p.prsend::text), json_build_array('HEADLINE', NULLIF(p.prsheadline::oid, 0)::regproc::text),
                   json_build_array('LEXTYPES', p.prslextype::text))::text, NULL::text
        FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
        WHERE p.oid >= 16384 ORDER BY n.nspname COLLATE "C", p.prsname COLLATE "C"
        """;
}
