using System.Globalization;

namespace DbBackup.Connectors;

/// <summary>Range types, with the multirange types (version 14 and newer), the constructor functions and the cast that come with them.</summary>
internal sealed class RangeReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(Query(catalog.Version), row =>
        {
            var range = row.Oid(0);
            var item = new SchemaObject
            {
                Id = catalog.Id("pg_type", range),
                Aliases = [.. row.Oids(1).Select(oid => catalog.Id("pg_type", oid)), .. row.Rows(2).Select(Part)],
                Kind = "TYPE", Schema = row.Text(3), Name = row.Text(4), Identity = PgName.Quote(row.Text(3), row.Text(4)),
                Forward = [Shell(row.Text(3), row.Text(4))],
            };
            var options = string.Join(", ", new[]
            {
                $"SUBTYPE = {row.Text(5)}",
                $"SUBTYPE_OPCLASS = {PgName.Quote(row.Text(6), row.Text(7))}",
                row.IsDBNull(9) ? null : $"COLLATION = {PgName.Quote(row.Text(8), row.Text(9))}",
                row.IsDBNull(10) ? null : $"CANONICAL = {row.Text(10)}",
                row.IsDBNull(11) ? null : $"SUBTYPE_DIFF = {row.Text(11)}",
                row.IsDBNull(13) ? null : $"MULTIRANGE_TYPE_NAME = {PgName.Quote(row.Text(12), row.Text(13))}",
            }.OfType<string>());
            item.Statements.Add(item.Statement($"CREATE TYPE {item.Identity} AS RANGE ({options})", DropBlock.OfType(row.Text(3), item.Name)));
            return item;
        }, token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static CatalogId Part(IReadOnlyList<string?> ids) => new(
        uint.Parse(ids[0]!, CultureInfo.InvariantCulture), uint.Parse(ids[1]!, CultureInfo.InvariantCulture));

    private static SchemaStatement Shell(string schema, string name) => new()
    {
        Kind = "TYPE", Schema = schema, Identity = PgName.Quote(schema, name), Sql = $"CREATE TYPE {PgName.Quote(schema, name)}",
    };

    private static string Query(int version)
    {
        var multirange = version >= 14 ? "r.rngmultitypid" : "0::oid";
        return $"""
            SELECT t.oid,
                   (SELECT json_agg(x.oid::bigint)::text FROM pg_type x WHERE x.oid IN (t.typarray, m.oid, m.typarray)),
                   (SELECT json_agg(json_build_array(d.classid::bigint, d.objid::bigint))::text FROM pg_depend d
                    WHERE d.classid IN ('pg_proc'::regclass, 'pg_cast'::regclass) AND d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, m.oid) AND d.deptype = 'i'),
                   n.nspname::text, t.typname::text, format_type(r.rngsubtype, NULL), opn.nspname::text, op.opcname::text,
                   cn.nspname::text, c.collname::text, NULLIF(r.rngcanonical::oid, 0)::regproc::text, NULLIF(r.rngsubdiff::oid, 0)::regproc::text,
                   mn.nspname::text, m.typname::text
            FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_namespace n ON n.oid = t.typnamespace
            JOIN pg_opclass op ON op.oid = r.rngsubopc JOIN pg_namespace opn ON opn.oid = op.opcnamespace
            JOIN pg_type s ON s.oid = r.rngsubtype
            LEFT JOIN pg_collation c ON c.oid = r.rngcollation AND r.rngcollation <> s.typcollation
            LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
            LEFT JOIN pg_type m ON m.oid = {multirange} LEFT JOIN pg_namespace mn ON mn.oid = m.typnamespace
            WHERE t.oid >= 16384 ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"
            """;
    }
}
