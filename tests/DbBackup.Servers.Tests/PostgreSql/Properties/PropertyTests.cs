using System.Collections.Concurrent;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;
using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Properties;

/// <summary>
/// The product is kept from seeing one property of all objects, as if nobody had thought of it, and the comparison must notice. Which
/// properties there are is nowhere written down: they are the columns of the queries that the product sends, so that a new one is among them.
/// </summary>
public sealed class PropertyTests(PropertyTests.KindsOfObjects kinds) : IClassFixture<PropertyTests.KindsOfObjects>
{
    private const int SideBySide = 2;

    /// <summary>What begins and what ends the reading of definitions.</summary>
    private const string FirstOfDefinitions = "SET LOCAL jit = off", FirstOfRows = "client_encoding";

    // How a column begins of which the corpus has no two objects that differ.
    private static readonly string[] WithoutExample =
    [
        // The database itself, of which there is one: RestoreTests and ValueTests have others.
        "pg_database: ", "pg_shseclabel: ",
        // SurroundingsTests have tablespaces, labels, and an extension with conditions; SubscriptionTests have subscriptions.
        "pg_class: s.spcname", "pg_attribute: s.spcname", "pg_inherits: s.spcname", "pg_seclabel: ", "pg_extension: nullif(c.condition", "pg_depend: EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'", "pg_subscription: ",
        // What is refused.
        "pg_inherits: EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid AND i.inhdetachpending)", "pg_options_to_table: umoptions IS NULL AND NOT",
        // PostgreSQL brings one language with a handler, and no function for ANALYZE that would not look into values of another type.
        "pg_language: NULLIF(lanplcallfoid", "pg_type: NULLIF(t.typanalyze",
        // Whose publication and whose statistics they are, and how many large objects there are.
        "pg_publication_namespace: m.pnpubid", "pg_statistic_ext: c.relname", "pg_largeobject_metadata: count(*)",
        // Sequences that gave out a value are asked for all at once; of the others only those of a standby that are not logged have given out any.
        ": is_called",
    ];

    // How a column begins that is no property: without it a copy is the same.
    private static readonly string[] NoProperties =
    [
        // When a statement runs, and what it waits for.
        "pg_constraint: convalidated", "pg_constraint: c.conenforced", "pg_constraint: c.connoinherit", "pg_constraint: c.conkey[1]", "pg_operator: cn.oid", "pg_operator: gn.oid", "pg_depend: objsubid", "pg_depend: refobjsubid", "pg_inherits: c.reloftype", "pg_collation: a.attcollation",
        "pg_trigger: t.tgconstraint", "pg_trigger: p.tgenabled", "pg_options_to_table: srvid",
        // How the same is said in other words.
        "pg_attribute: t.relkind", "pg_trigger: c.relkind", "pg_namespace: t.initprivs IS NOT NULL", "pg_namespace: t.owner", "pg_database: side.is_current", "pg_largeobject_metadata: side.is_current", "pg_class: CASE WHEN a.amname = 'heap' THEN pg_relation_size",
        // Whether it is an extension's, whether it is refused, what the target must have, and how it is taken away.
        "pg_operator: (SELECT string_agg(s.oid", "pg_constraint: c.coninhcount > 0", "pg_amop: m.amop", "pg_amproc: m.amproc", "pg_attribute: x.indrelid", "pg_attribute: x.indisvalid", "pg_trigger: t.tgrelid", "pg_collation: CASE collprovider",
        // What only an extension's objects have, or only other versions, and the rights on the database, which has none but its owner's.
        "pg_type: CASE WHEN NOT same.as_base THEN t.typdefault", "pg_type: NULLIF(t.typsubscript", "pg_type: t.typnotnull", "pg_database: item.",
    ];

    private static readonly bool All = TestSettings.Get("DBBACKUP_TEST_LONG") == "1";

    [Fact]
    public void Every_property_has_an_example() =>
        Lines.AssertNone([.. kinds.Properties.Where(p => !p.HasExample && !IsListed(p, WithoutExample)).Select(p => p.Name).Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>One of each query, and in the long run all.</summary>
    [Fact]
    public async Task A_property_that_is_left_out_is_found()
    {
        var properties = kinds.Properties.Where(p => p.Without is not null && !IsListed(p, NoProperties));
        var unnoticed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            All ? properties : properties.GroupBy(p => p.Query).Select(query => query.Last()),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = TestContext.Current.CancellationToken },
            async (property, _) =>
            {
                if (!await kinds.IsNoticedAsync(property))
                    unnoticed.Add(property.Name);
            });
        Lines.AssertNone([.. unnoticed.Order(StringComparer.Ordinal)]);
    }

    private static bool IsListed(Property property, string[] beginnings) => Array.Exists(beginnings, begin => property.Name.StartsWith(begin, StringComparison.Ordinal));

    public sealed class KindsOfObjects(ClusterTemplate template) : IAsyncLifetime
    {
        private readonly PostgresCluster _cluster = new(template);
        private PostgresDatabase _source = null!;
        private IReadOnlyList<string> _schema = null!;
        private DatabaseContents _contents = null!;

        internal IReadOnlyList<Property> Properties { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await _cluster.InitializeAsync();
            _source = await Corpora.CreateKindsAsync(_cluster);
            (_schema, _contents) = (await SchemaText.ReadAsync(_source), await DatabaseContents.ReadAsync(_source));
            var sent = new ConcurrentQueue<string>();
            await DumpAsync(query =>
            {
                sent.Enqueue(query);
                return query;
            });
            await using var connection = await _source.OpenAsync();
            await PostgresDatabase.ExecuteAsync(connection, "SET search_path = ''");
            var properties = new List<Property>();
            foreach (var query in sent.SkipWhile(q => q != FirstOfDefinitions).TakeWhile(q => !q.Contains(FirstOfRows, StringComparison.Ordinal)).Where(q => q.Contains("FROM", StringComparison.Ordinal)).Distinct())
                properties.AddRange((await CatalogQuery.RunAsync(connection, query)).Properties);
            Properties = properties;
        }

        public ValueTask DisposeAsync() => _cluster.DisposeAsync();

        /// <summary>Whether a copy that was made without a property is told from the source, or cannot be made at all.</summary>
        internal async Task<bool> IsNoticedAsync(Property property)
        {
            var copy = _cluster.AbsentDatabase();
            try
            {
                await (await DumpAsync(query => query == property.Query ? property.Without! : query)).RestoreAsync(copy);
                return !_schema.SequenceEqual(await SchemaText.ReadAsync(copy)) || _contents.Differences(await DatabaseContents.ReadAsync(copy)).Any();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return true; // what needs it cannot be made, or the product cannot do without it
            }
            finally
            {
                await _cluster.Maintenance.ExecuteAsync($"DROP DATABASE IF EXISTS {Sql.Name(copy.Name)} WITH (FORCE)");
            }
        }

        private async Task<Dump> DumpAsync(Func<string, string> change)
        {
            await using var proxy = new QueryProxy(_cluster, change);
            return await Dump.OfAsync(_source, new NpgsqlConnectionStringBuilder(_source.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port, SslMode = SslMode.Disable }.ConnectionString);
        }
    }
}
