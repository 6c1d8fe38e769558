using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Publications, with their tables, columns, row filters and schemas. They come last: nothing of a restore is published.</summary>
internal sealed class PublicationReader : SchemaReader
{
    private sealed record Member(uint Publication, CatalogId Id, string Clause);

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var members = (await TablesAsync(catalog, token).ConfigureAwait(false))
            .Concat(await NamespacesAsync(catalog, token).ConfigureAwait(false)).ToLookup(member => member.Publication);
        var generated = catalog.Version >= 18 ? "pubgencols::text" : "NULL::text";
        foreach (var item in await catalog.QueryAsync(
            $"""
            SELECT oid, pubname::text, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot, {generated}
            FROM pg_publication WHERE oid >= 16384 ORDER BY pubname COLLATE "C"
            """, row => Publication(catalog, row, [.. members[row.Oid(0)]]), token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Publication(PgCatalog catalog, NpgsqlDataReader row, IReadOnlyList<Member> members)
    {
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_publication", row.Oid(0)), Aliases = [.. members.Select(member => member.Id)],
            Kind = "PUBLICATION", Name = row.Text(1), Identity = PgName.Quote(row.Text(1)), Phase = SchemaPhase.Last,
        };
        string?[] actions =
        [
            row.GetBoolean(3) ? "insert" : null, row.GetBoolean(4) ? "update" : null, row.GetBoolean(5) ? "delete" : null,
            row.GetBoolean(6) ? "truncate" : null,
        ];
        string?[] options =
        [
            $"publish = '{string.Join(", ", actions.OfType<string>())}'",
            row.GetBoolean(7) ? "publish_via_partition_root = true" : null,
            row.TextOrNull(8) == "s" ? "publish_generated_columns = stored" : null,
        ];
        item.Define($"CREATE PUBLICATION {item.Identity}{(row.GetBoolean(2) ? " FOR ALL TABLES" : "")}"
            + $" WITH ({string.Join(", ", options.OfType<string>())})");
        foreach (var member in members)
            item.Complete($"ALTER PUBLICATION {item.Identity} ADD {member.Clause}");
        return item;
    }

    private static Task<List<Member>> TablesAsync(PgCatalog catalog, CancellationToken token)
    {
        var filter = catalog.Version >= 15 ? "pg_get_expr(m.prqual, m.prrelid)" : "NULL::text";
        var columns = catalog.Version >= 15
            ? """
              (SELECT json_agg(a.attname ORDER BY a.attnum)::text FROM pg_attribute a WHERE a.attrelid = m.prrelid AND a.attnum = ANY (m.prattrs))
              """
            : "NULL::text";
        return catalog.QueryAsync(
            $"""
            SELECT m.prpubid, m.oid, n.nspname::text, c.relname::text, {filter}, {columns}
            FROM pg_publication_rel m JOIN pg_class c ON c.oid = m.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
            """,
            row => new Member(row.Oid(0), catalog.Id("pg_publication_rel", row.Oid(1)),
                $"TABLE ONLY {PgName.Quote(row.Text(2), row.Text(3))}"
                + (row.IsDBNull(5) ? "" : $" ({string.Join(", ", row.Texts(5).Select(PgName.Quote))})")
                + (row.IsDBNull(4) ? "" : $" WHERE ({row.Text(4)})")), token);
    }

    private static Task<List<Member>> NamespacesAsync(PgCatalog catalog, CancellationToken token) => catalog.Version < 15
        ? Task.FromResult<List<Member>>([])
        : catalog.QueryAsync(
            """
            SELECT m.pnpubid, m.oid, n.nspname::text FROM pg_publication_namespace m JOIN pg_namespace n ON n.oid = m.pnnspid
            ORDER BY n.nspname COLLATE "C"
            """,
            row => new Member(row.Oid(0), catalog.Id("pg_publication_namespace", row.Oid(1)), $"TABLES IN SCHEMA {PgName.Quote(row.Text(2))}"), token);
}
