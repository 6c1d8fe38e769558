namespace DbBackup.Connectors;

/// <summary>Reads indexes, also those that belong to constraints, with what is said of them afterwards.</summary>
internal sealed class IndexReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var index in await IndexRow.ReadAsync(catalog, token).ConfigureAwait(false))
        {
            var id = catalog.Id("pg_class", index.Id);
            if (!catalog.IsOwn(id))
                continue;
            if (!index.IsValid && !index.IsPartitioned)
                schema.Refuse($"Index {index.Identity} is invalid; make it again by REINDEX or drop it.");
            schema.Add(Index(catalog, index, id));
        }
    }

    private static SchemaObject Index(PgCatalog catalog, IndexRow index, CatalogId id)
    {
        var item = new SchemaObject
        {
            Id = id,
            Kind = "INDEX",
            Schema = index.Schema,
            Name = index.Name,
            Identity = index.Identity,
            Phase = SchemaPhase.Index,
            Needs = { catalog.Id(index.Constraint == 0 ? "pg_class" : "pg_constraint", index.Constraint == 0 ? index.Table : index.Constraint) },
        };
        if (index.Parent != 0)
            item.Needs.Add(catalog.Id("pg_class", index.Parent));
        if (index.Constraint == 0)
            item.Append(index.Definition, table: index.TableIdentity);
        foreach (var (sql, locks) in Uses(index))
            item.Append(sql, phase: SchemaPhase.IndexUse, locks: locks);
        return item;
    }

    private static IEnumerable<(string Sql, string[] Locks)> Uses(IndexRow index)
    {
        string[] table = [index.TableIdentity];
        if (index.Tablespace is not null)
            yield return ($"ALTER INDEX {index.Identity} SET TABLESPACE {PgName.Quote(index.Tablespace)}", table);
        foreach (var (column, target) in index.Statistics.Select(text => (text.Split('=')[0], text.Split('=')[1])))
            yield return ($"ALTER INDEX {index.Identity} ALTER COLUMN {column} SET STATISTICS {target}", table);
        if (index.Parent != 0)
            yield return ($"ALTER INDEX {index.ParentIdentity} ATTACH PARTITION {index.Identity}", [index.ParentTableIdentity!, index.TableIdentity]);
        if (index.IsClustered)
            yield return ($"ALTER {(index.TableKind == "m" ? "MATERIALIZED VIEW" : "TABLE")} {index.TableIdentity} CLUSTER ON {PgName.Quote(index.Name)}", table);
        if (index.IsReplicaIdentity)
            yield return ($"ALTER TABLE ONLY {index.TableIdentity} REPLICA IDENTITY USING INDEX {PgName.Quote(index.Name)}", table);
    }
}
