namespace DbBackup.Connectors;

/// <summary>Reads views and materialized views.</summary>
internal sealed class ViewReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var columns = await TableColumns.ReadAsync(catalog, token).ConfigureAwait(false);
        foreach (var view in await ViewRow.ReadAsync(catalog, token).ConfigureAwait(false))
        {
            if (catalog.IsOwn(catalog.Id("pg_class", view.Id)))
                schema.Add(view.IsMaterialized ? Materialized(catalog, view, [.. columns[view.Id]]) : View(catalog, view, [.. columns[view.Id]]));
        }
    }

    private static SchemaObject View(PgCatalog catalog, ViewRow view, IReadOnlyList<TableColumn> columns)
    {
        var drop = $"DROP VIEW IF EXISTS {view.Identity}";
        var definition = $"VIEW {view.Identity}{view.With} AS\n{view.Query}{view.CheckOption}";
        var nulls = $"VIEW {view.Identity} AS\nSELECT\n    {string.Join(",\n    ", columns.Select(Null))}";
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_class", view.Id),
            Aliases = Aliases(catalog, view, columns),
            Kind = "VIEW",
            Schema = view.Schema,
            Name = view.Name,
            Identity = view.Identity,
            Forward = [Statement(view, $"CREATE {nulls}", drop)],
            AfterForward = [Statement(view, $"CREATE OR REPLACE {definition}", Undo(view, nulls)), .. Defaults(view, columns).Select(sql => Statement(view, sql, null))],
            ForwardNeeds = [.. columns.SelectMany(column => Needs(catalog, column))],
        };
        item.Append($"CREATE {definition}", drop);
        foreach (var sql in Defaults(view, columns))
            item.Append(sql);
        return item;
    }

    private static SchemaObject Materialized(PgCatalog catalog, ViewRow view, IReadOnlyList<TableColumn> columns)
    {
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_class", view.Id),
            Aliases = Aliases(catalog, view, columns),
            Kind = "MATERIALIZED VIEW",
            Schema = view.Schema,
            Name = view.Name,
            Identity = view.Identity,
        };
        var method = view.AccessMethod is null ? "" : $" USING {PgName.Quote(view.AccessMethod)}";
        var tablespace = view.Tablespace is null ? "" : $" TABLESPACE {PgName.Quote(view.Tablespace)}";
        item.Append(
            $"CREATE MATERIALIZED VIEW {view.Identity}{method}{RelationOptions.With(view.Options, view.ToastOptions)}{tablespace} AS\n{view.Query}\nWITH NO DATA",
            $"DROP MATERIALIZED VIEW IF EXISTS {view.Identity}");
        foreach (var clauses in columns.Select(column => TableDefinition.ColumnSettings(column).ToList()).Where(clauses => clauses.Count > 0))
            item.Append($"ALTER MATERIALIZED VIEW {view.Identity} {string.Join(", ", clauses)}");
        if (view.IsPopulated)
            item.Append($"REFRESH MATERIALIZED VIEW {view.Identity}", phase: SchemaPhase.Refresh);
        return item;
    }

    private static List<CatalogId> Aliases(PgCatalog catalog, ViewRow view, IReadOnlyList<TableColumn> columns) =>
    [
        catalog.Id("pg_type", view.RowType), catalog.Id("pg_type", view.RowTypeArray), catalog.Id("pg_rewrite", view.Rule),
        .. columns.Where(column => column.DefaultId != 0).Select(column => catalog.Id("pg_attrdef", column.DefaultId)),
    ];

    private static IEnumerable<CatalogId> Needs(PgCatalog catalog, TableColumn column)
    {
        yield return catalog.Id("pg_type", column.TypeId);
        if (column.CollationId != 0)
            yield return catalog.Id("pg_collation", column.CollationId);
    }

    private static string Null(TableColumn column)
    {
        var collation = column.Collation is null ? "" : $" COLLATE {column.Collation}";
        return $"NULL::{column.Type}{collation} AS {column.Quoted}";
    }

    private static IEnumerable<string> Defaults(ViewRow view, IReadOnlyList<TableColumn> columns) => columns
        .Where(column => column.Expression is not null)
        .Select(column => $"ALTER VIEW {view.Identity} ALTER COLUMN {column.Quoted} SET DEFAULT {column.Expression}");

    // Takes back the half that closes the circle, so that each member can be dropped alone. No statement says so with IF EXISTS.
    private static string Undo(ViewRow view, string nulls) =>
        $"DO {PgName.Literal($"BEGIN IF pg_catalog.to_regclass({PgName.Literal(view.Identity)}) IS NOT NULL THEN CREATE OR REPLACE {nulls}; END IF; END")}";

    private static SchemaStatement Statement(ViewRow view, string sql, string? drop) =>
        new() { Kind = "VIEW", Schema = view.Schema, Identity = view.Identity, Sql = sql, Drop = drop };
}
