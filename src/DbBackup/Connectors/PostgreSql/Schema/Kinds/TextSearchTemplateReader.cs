namespace DbBackup.Connectors;

/// <summary>Templates of text search.</summary>
internal sealed class TextSearchTemplateReader : TextSearchReader
{
    /// <inheritdoc/>
    protected override string Kind => "TEXT SEARCH TEMPLATE";

    /// <inheritdoc/>
    protected override string Catalog => "pg_ts_template";

    /// <inheritdoc/>
    protected override string Query =>
        """
        SELECT t.oid, n.nspname::text, t.tmplname::text,
               json_build_array(json_build_array('INIT', NULLIF(t.tmplinit::oid, 0)::regproc::text),
                   json_build_array('LEXIZE', t.tmpllexize::text))::text, NULL::text
        FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
        WHERE t.oid >= 16384 ORDER BY n.nspname COLLATE "C", t.tmplname COLLATE "C"
        """;
}
