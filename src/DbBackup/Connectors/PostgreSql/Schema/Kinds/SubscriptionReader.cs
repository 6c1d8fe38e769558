using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Subscriptions, without the passwords in their connection strings and not connected: the copy of a database must not take part in a
/// replication unasked. Their connection strings are readable for superusers alone; to others the dump refuses.
/// </summary>
internal sealed class SubscriptionReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var found = await catalog.QueryAsync(
            """
            SELECT subname::text, has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')
            FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY subname COLLATE "C"
            """, row => (Name: row.Text(0), IsReadable: row.GetBoolean(1)), token).ConfigureAwait(false);
        foreach (var hidden in found.Where(subscription => !subscription.IsReadable))
            schema.Refuse($"The subscription {PgName.Quote(hidden.Name)} cannot be read by this role; dump as a superuser or drop the subscription.");
        if (found.Count == 0 || found.Any(subscription => !subscription.IsReadable))
            return;
        var roles = await RoleNames.ReadAsync(catalog, token).ConfigureAwait(false);
        foreach (var item in await catalog.QueryAsync(Query(catalog.Version), row => Subscription(catalog, row, roles), token).ConfigureAwait(false))
            schema.Add(item);
    }

    private static string Query(int version) =>
        $"""
        SELECT oid, subname::text, subconninfo, to_json(subpublications)::text, subslotname::text, subsynccommit,
               {(version >= 14 ? "subbinary" : "false")}, {Streaming(version)}, {(version >= 15 ? "subtwophasestate <> 'd'" : "false")},
               {(version >= 15 ? "subdisableonerr" : "false")}, {(version >= 16 ? "subpasswordrequired" : "true")},
               {(version >= 16 ? "subrunasowner" : "false")}, {(version >= 16 ? "suborigin" : "'any'")}, {(version >= 17 ? "subfailover" : "false")}, subowner
        FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY subname COLLATE "C"
        """;

    private static string Streaming(int version) => version switch
    {
        >= 16 => "CASE substream WHEN 'p' THEN 'parallel' WHEN 't' THEN 'on' ELSE 'off' END",
        >= 14 => "CASE WHEN substream THEN 'on' ELSE 'off' END",
        _ => "NULL::text",
    };

    private static SchemaObject Subscription(PgCatalog catalog, NpgsqlDataReader row, RoleNames roles)
    {
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_subscription", row.Oid(0)), Kind = "SUBSCRIPTION", Name = row.Text(1), Identity = PgName.Quote(row.Text(1)),
            Phase = SchemaPhase.Last,
        };
        string?[] options =
        [
            "connect = false",
            $"slot_name = {(row.IsDBNull(4) ? "NONE" : PgName.Literal(row.Text(4)))}",
            row.GetBoolean(6) ? "binary = true" : null,
            row.IsDBNull(7) ? null : $"streaming = {row.Text(7)}",
            row.GetBoolean(8) ? "two_phase = on" : null,
            row.GetBoolean(9) ? "disable_on_error = true" : null,
            row.GetBoolean(10) ? null : "password_required = false",
            row.GetBoolean(11) ? "run_as_owner = true" : null,
            row.GetBoolean(13) ? "failover = true" : null,
            $"synchronous_commit = {PgName.Literal(row.Text(5))}",
            row.Text(12) == "any" ? null : $"origin = {PgName.Literal(row.Text(12))}",
        ];
        var definition = $"CREATE SUBSCRIPTION {item.Identity} CONNECTION {PgName.Literal(ConnectionString.WithoutSecrets(row.Text(2)))}"
            + $" PUBLICATION {string.Join(", ", row.Texts(3).Select(PgName.Quote))} WITH ({string.Join(", ", options.OfType<string>())})";
        item.Statements.Add(item.Statement(definition, DropBlock.OfSubscription(item.Name)));
        item.Statements.Add(item.Owner(row.Oid(14), roles));
        return item;
    }
}
