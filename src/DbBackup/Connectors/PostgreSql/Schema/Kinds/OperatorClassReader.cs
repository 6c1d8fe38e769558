namespace DbBackup.Connectors;

/// <summary>Operator classes with the members that belong to them alone.</summary>
internal sealed class OperatorClassReader : SchemaReader
{
    private sealed record Class(
        CatalogId Id, string Schema, string Name, string Method, bool IsDefault, string Type, string? Storage, string Family, CatalogId FamilyId);

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var members = await OperatorMember.ReadAsync(catalog, token).ConfigureAwait(false);
        foreach (var found in await catalog.QueryAsync(
            """
            SELECT c.oid, n.nspname::text, c.opcname::text, a.amname::text, c.opcdefault, format_type(c.opcintype, NULL),
                   CASE WHEN c.opckeytype <> 0 THEN format_type(c.opckeytype, NULL) END, fn.nspname::text, f.opfname::text, f.oid
            FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am a ON a.oid = c.opcmethod
            JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
            WHERE c.oid >= 16384 ORDER BY n.nspname COLLATE "C", c.opcname COLLATE "C", a.amname COLLATE "C"
            """,
            row => new Class(catalog.Id("pg_opclass", row.Oid(0)), row.Text(1), row.Text(2), row.Text(3), row.GetBoolean(4), row.Text(5),
                row.TextOrNull(6), PgName.Quote(row.Text(7), row.Text(8)), catalog.Id("pg_opfamily", row.Oid(9))), token).ConfigureAwait(false))
            if (catalog.IsOwn(found.Id))
                schema.Add(Define(found, [.. members[found.Id]]));
    }

    // A class must say something; one that is empty says again what its type is stored as.
    private static SchemaObject Define(Class found, IReadOnlyList<OperatorMember> members)
    {
        var name = PgName.Quote(found.Schema, found.Name);
        var item = new SchemaObject
        {
            Id = found.Id, Aliases = [.. members.Select(member => member.Id)], Kind = "OPERATOR CLASS", Schema = found.Schema, Name = found.Name,
            Identity = $"{name} USING {PgName.Quote(found.Method)}",
        };
        item.Needs.Add(found.FamilyId);
        var storage = found.Storage is not null || members.Count == 0 ? $"STORAGE {found.Storage ?? found.Type}" : null;
        var clauses = string.Join(", ", ((string?[])[storage, .. members.Select(member => member.Clause)]).OfType<string>());
        return item.Define($"CREATE OPERATOR CLASS {name}{(found.IsDefault ? " DEFAULT" : "")} FOR TYPE {found.Type}"
            + $" USING {PgName.Quote(found.Method)} FAMILY {found.Family} AS {clauses}");
    }
}
