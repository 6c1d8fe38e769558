namespace DbBackup.Connectors;

/// <summary>Event triggers. They come last, since they would act on the restore itself.</summary>
internal sealed class EventTriggerReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            """
            SELECT oid, evtname::text, evtevent::text, to_json(evttags)::text, evtfoid::regproc::text, evtenabled::text
            FROM pg_event_trigger WHERE oid >= 16384 ORDER BY evtname COLLATE "C"
            """,
            row => Trigger(catalog.Id("pg_event_trigger", row.Oid(0)), row.Text(1), row.Text(2), row.Texts(3), row.Text(4), row.Text(5)), token)
            .ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Trigger(
        CatalogId id, string name, string onEvent, IReadOnlyList<string> tags, string function, string enabled)
    {
        var item = new SchemaObject { Id = id, Kind = "EVENT TRIGGER", Name = name, Identity = PgName.Quote(name), Phase = SchemaPhase.Last };
        var filter = tags.Count == 0 ? "" : $" WHEN TAG IN ({string.Join(", ", tags.Select(PgName.Literal))})";
        item.Define($"CREATE EVENT TRIGGER {item.Identity} ON {onEvent}{filter} EXECUTE FUNCTION {function}()");
        var state = enabled switch { "D" => "DISABLE", "A" => "ENABLE ALWAYS", "R" => "ENABLE REPLICA", _ => null };
        return state is null ? item : item.Complete($"ALTER EVENT TRIGGER {item.Identity} {state}");
    }
}
