namespace DbBackup.Connectors;

/// <summary>Reads primary keys, unique and exclusion constraints.</summary>
internal sealed class KeyReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var index in await IndexRow.ReadAsync(catalog, token).ConfigureAwait(false))
        {
            if (index.Constraint == 0 || !catalog.IsOwn(catalog.Id("pg_constraint", index.Constraint)))
                continue;
            var constraint = PgName.Quote(index.ConstraintName!);
            var item = new SchemaObject
            {
                Id = catalog.Id("pg_constraint", index.Constraint),
                Kind = "CONSTRAINT",
                Schema = index.Schema,
                Name = index.ConstraintName!,
                Identity = $"{constraint} ON {index.TableIdentity}",
                Phase = SchemaPhase.Index,
                Needs = { catalog.Id("pg_class", index.Table) },
                Includes = { catalog.Id("pg_class", index.Id) },
            };
            item.Append(
                $"ALTER TABLE ONLY {index.TableIdentity} ADD CONSTRAINT {constraint} {index.ConstraintClause}", locks: [index.TableIdentity]);
            schema.Add(item);
        }
    }
}
