namespace DbBackup.Connectors;

/// <summary>Operator families. Members that belong to none of its classes are added once what they name is there.</summary>
internal sealed class OperatorFamilyReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var members = await OperatorMember.ReadAsync(catalog, token).ConfigureAwait(false);
        foreach (var item in await catalog.QueryAsync(
            """
            SELECT f.oid, n.nspname::text, f.opfname::text, a.amname::text
            FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
            ORDER BY n.nspname COLLATE "C", f.opfname COLLATE "C", a.amname COLLATE "C"
            """, row => Family(catalog.Id("pg_opfamily", row.Oid(0)), row.Text(1), row.Text(2), row.Text(3)), token).ConfigureAwait(false))
        {
            if (catalog.IsOwn(item.Id))
                schema.Add(item.Define($"CREATE OPERATOR FAMILY {item.Identity}"));
            var loose = members[item.Id].Where(member => IsAdded(catalog, item.Id, member)).ToList();
            if (loose.Count > 0)
                schema.Add(Loose(item, loose));
        }
    }

    private static SchemaObject Family(CatalogId id, string schema, string name, string method) => new()
    {
        Id = id, Kind = "OPERATOR FAMILY", Schema = schema, Name = name,
        Identity = $"{PgName.Quote(schema, name)} USING {PgName.Quote(method)}",
    };

    // A family that is built in or an extension's can have members of one's own as well. The catalogs do not say whose a member is; what it names does.
    private static bool IsAdded(PgCatalog catalog, CatalogId family, OperatorMember member) =>
        catalog.IsOwn(family) || member.Names.Any(catalog.IsOwn)
        || !catalog.IsExtensionMember(family) && !member.Names.Any(catalog.IsExtensionMember);

    private static SchemaObject Loose(SchemaObject family, List<OperatorMember> members)
    {
        var item = new SchemaObject
        {
            Id = members[0].Id, Aliases = [.. members.Skip(1).Select(member => member.Id)],
            Kind = family.Kind, Schema = family.Schema, Name = family.Name, Identity = family.Identity,
        };
        item.Needs.Add(family.Id);
        return item.Complete($"ALTER OPERATOR FAMILY {item.Identity} ADD {string.Join(", ", members.Select(member => member.Clause))}");
    }
}
