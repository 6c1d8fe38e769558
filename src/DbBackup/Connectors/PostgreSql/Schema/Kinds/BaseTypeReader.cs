namespace DbBackup.Connectors;

/// <summary>Base types, and shell types that were never completed. Their functions take and give the type: the shell comes first.</summary>
internal sealed class BaseTypeReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var subscript = catalog.Version >= 14 ? "NULLIF(t.typsubscript::oid, 0)::regproc::text" : "NULL::text";
        foreach (var item in await catalog.QueryAsync(
            $"""
            SELECT t.oid, t.typarray, n.nspname::text, t.typname::text, t.typisdefined, t.typlen, t.typinput::text, t.typoutput::text,
                   NULLIF(t.typreceive::oid, 0)::regproc::text, NULLIF(t.typsend::oid, 0)::regproc::text,
                   NULLIF(t.typmodin::oid, 0)::regproc::text, NULLIF(t.typmodout::oid, 0)::regproc::text,
                   NULLIF(t.typanalyze::oid, 0)::regproc::text, {subscript},
                   CASE WHEN t.typelem <> 0 THEN format_type(t.typelem, NULL) END, t.typcollation <> 0, t.typbyval, t.typalign::text, t.typstorage::text,
                   t.typcategory::text, t.typispreferred, t.typdelim::text, t.typdefault
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE (t.typtype = 'b' OR NOT t.typisdefined) AND t.oid >= 16384
            AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
            ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"
            """, row => Type(catalog, row), token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Type(PgCatalog catalog, Npgsql.NpgsqlDataReader row)
    {
        var identity = PgName.Quote(row.Text(2), row.Text(3));
        var shell = new SchemaStatement
        {
            Kind = "TYPE", Schema = row.Text(2), Identity = identity, Sql = $"CREATE TYPE {identity}", Drop = DropBlock.OfType(row.Text(2), row.Text(3)),
        };
        var isDefined = row.GetBoolean(4);
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_type", row.Oid(0)),
            Aliases = isDefined && row.Oid(1) != 0 ? [catalog.Id("pg_type", row.Oid(1))] : [],
            Kind = "TYPE", Schema = row.Text(2), Name = row.Text(3), Identity = identity,
            Forward = isDefined ? [shell] : [],
        };
        item.Statements.Add(isDefined ? shell with { Sql = $"CREATE TYPE {identity} ({Properties(row)})" } : shell);
        return item;
    }

    private static string Properties(Npgsql.NpgsqlDataReader row) => string.Join(", ", new[]
    {
        $"INPUT = {row.Text(6)}",
        $"OUTPUT = {row.Text(7)}",
        row.IsDBNull(8) ? null : $"RECEIVE = {row.Text(8)}",
        row.IsDBNull(9) ? null : $"SEND = {row.Text(9)}",
        row.IsDBNull(10) ? null : $"TYPMOD_IN = {row.Text(10)}",
        row.IsDBNull(11) ? null : $"TYPMOD_OUT = {row.Text(11)}",
        row.IsDBNull(12) ? null : $"ANALYZE = {row.Text(12)}",
        row.IsDBNull(13) ? null : $"SUBSCRIPT = {row.Text(13)}",
        $"INTERNALLENGTH = {(row.GetInt16(5) < 0 ? "VARIABLE" : row.GetInt16(5))}",
        row.GetBoolean(16) ? "PASSEDBYVALUE" : null,
        $"ALIGNMENT = {Alignment(row.Text(17))}",
        $"STORAGE = {Storage(row.Text(18))}",
        $"CATEGORY = {PgName.Literal(row.Text(19))}",
        row.GetBoolean(20) ? "PREFERRED = true" : null,
        $"DELIMITER = {PgName.Literal(row.Text(21))}",
        row.IsDBNull(14) ? null : $"ELEMENT = {row.Text(14)}",
        row.GetBoolean(15) ? "COLLATABLE = true" : null,
        row.IsDBNull(22) ? null : $"DEFAULT = {PgName.Literal(row.Text(22))}",
    }.OfType<string>());

    private static string Alignment(string code) => code switch { "c" => "char", "s" => "int2", "i" => "int4", _ => "double" };

    private static string Storage(string code) => code switch { "p" => "plain", "e" => "external", "x" => "extended", _ => "main" };
}
