namespace DbBackup.Connectors;

/// <summary>Dictionaries of text search. Their options are kept as the server writes them.</summary>
internal sealed class TextSearchDictionaryReader : TextSearchReader
{
    /// <inheritdoc/>
    protected override string Kind => "TEXT SEARCH DICTIONARY";

    /// <inheritdoc/>
    protected override string Catalog => "pg_ts_dict";

    // "stopwords = 'english'": a list of clauses already, with which the template's clause is continued.
    /// <inheritdoc/>
    protected override string Query =>
        """
        SELECT d.oid, n.nspname::text, d.dictname::text,
               json_build_array(json_build_array('TEMPLATE',
                   quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname) || coalesce(', ' || d.dictinitoption, '')))::text, NULL::text
        FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
        JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
        WHERE d.oid >= 16384 ORDER BY n.nspname COLLATE "C", d.dictname COLLATE "C"
        """;
}
