using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Collations of every provider. The version is not carried: a restore sorts with the library that is there, and the server notes that one's.
/// </summary>
internal sealed class CollationReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var locale = catalog.Version switch
        {
            >= 17 => "c.colllocale",
            >= 15 => "c.colliculocale",
            _ => "CASE WHEN c.collprovider = 'i' THEN c.collcollate::text END",
        };
        foreach (var item in await catalog.QueryAsync(
            $"""
            SELECT c.oid, n.nspname::text, c.collname::text, c.collprovider::text, c.collcollate::text, c.collctype::text, {locale},
                   c.collisdeterministic, {(catalog.Version >= 16 ? "c.collicurules" : "NULL::text")}
            FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
            WHERE c.oid >= 16384 ORDER BY n.nspname COLLATE "C", c.collname COLLATE "C", c.collencoding
            """, row => Collation(catalog.Id("pg_collation", row.Oid(0)), row), token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Collation(CatalogId id, NpgsqlDataReader row)
    {
        var item = new SchemaObject
        {
            Id = id, Kind = "COLLATION", Schema = row.Text(1), Name = row.Text(2), Identity = PgName.Quote(row.Text(1), row.Text(2)),
        };
        var properties = new[]
        {
            $"provider = {row.Text(3) switch { "i" => "icu", "b" => "builtin", _ => "libc" }}",
            row.GetBoolean(7) ? null : "deterministic = false",
            row.Text(3) == "c" ? Libc(row.Text(4), row.Text(5)) : $"locale = {PgName.Literal(row.Text(6))}",
            row.IsDBNull(8) ? null : $"rules = {PgName.Literal(row.Text(8))}",
        };
        return item.Define($"CREATE COLLATION {item.Identity} ({string.Join(", ", properties.OfType<string>())})");
    }

    private static string Libc(string collate, string ctype) => collate == ctype
        ? $"locale = {PgName.Literal(collate)}"
        : $"lc_collate = {PgName.Literal(collate)}, lc_ctype = {PgName.Literal(ctype)}";
}
