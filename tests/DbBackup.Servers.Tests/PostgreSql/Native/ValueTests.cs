using CsCheck;
using DbBackup.Archives;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>Rows come back bit by bit, whatever is in them and however long they are.</summary>
public sealed class ValueTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    [Theory]
    [InlineData("float8", "'NaN'::float8; 'Infinity'; '-Infinity'; '-0'; 1e-308; 4.9406564584124654e-324; 0.1")]
    [InlineData("numeric", "'NaN'::numeric; 'Infinity'; repeat('9', 1000)::numeric; 1.000; 0.00000000000000000001")]
    [InlineData("date", "'infinity'::date; '-infinity'; '4713-01-01 BC'; '5874897-12-31'")]
    [InlineData("timestamptz", "'infinity'::timestamptz; '-infinity'; '4713-01-01 00:00:00+00 BC'; '294276-12-31 23:59:59.999999+00'; '2026-11-23 03:15:00.000001+05'")]
    [InlineData("interval", "'1 year 2 months -3 days 04:05:06.000007'::interval; '-178000000 years'")]
    [InlineData("text", "''::text; NULL; E'\\\\N'; E'a\\tb\\r\\nc'; 'ÄÖ 🐘'; repeat('x', 100000)")]
    [InlineData("bytea", "''::bytea; NULL; '\\x00ff00'; decode(repeat('00ff', 50000), 'hex')")]
    [InlineData("int[]", "'{}'::int[]; '{NULL}'; '[0:2]={1,2,3}'; '{{1,2},{3,4}}'; '{{{{{{1}}}}}}'; '[-2147483648:-2147483647]={1,NULL}'")]
    [InlineData("bit varying", "B''::bit varying; B'1'; B'1010101010101'")]
    [InlineData("bit(13)", "B'1010101010101'::bit(13); NULL")]
    [InlineData("tstzrange", "'empty'::tstzrange; '[2026-01-01,)'; '(,infinity]'; '[4713-01-01 BC,2026-01-01)'")]
    [InlineData("time with time zone", "'24:00:00-15:59:59'::timetz; '00:00:00.000001+14'")]
    [InlineData("money", "'-92233720368547758.08'::money; '0'")]
    [InlineData("tsquery", "'fat & (rat | cat:A) <-> !dog'::tsquery; ''")]
    [InlineData("text[]", "'{}'::text[]; ARRAY['', NULL, 'NULL', '{', '\"']; '[-3:-2][5:5]={{a},{b}}'")]
    [InlineData("path", "'[(0,0),(1e300,-0)]'::path; '((1,2),(3,4))'")]
    [InlineData("box[]", "'{(1,2),(0,0);(3,4),(1,1)}'::box[]")]
    [InlineData("macaddr8", "'08:00:2b:01:02:03:04:05'::macaddr8")]
    [InlineData("macaddr", "'08:00:2b:01:02:03'::macaddr; 'ff:ff:ff:ff:ff:ff'")]
    [InlineData("cidr", "'2001:db8::/32'::cidr; '10.1.2.3/32'; '0.0.0.0/0'")]
    [InlineData("cidr[]", "'{10.0.0.0/8,NULL,::/0}'::cidr[]; '{}'")]
    [InlineData("uuid", "'00000000-0000-0000-0000-000000000000'::uuid")]
    [InlineData("pg_lsn", "'FFFFFFFF/FFFFFFFF'::pg_lsn")]
    [InlineData("jsonb", "'{\"b\":1,\"a\":[null,1.50]}'::jsonb")]
    [InlineData("json", "'{\"b\":1,  \"a\":1, \"a\":2}'::json")]
    [InlineData("xml", "'<a>x</a>'::xml; 'no document'")]
    [InlineData("tsvector", "'fat:2A cat:3'::tsvector")]
    [InlineData("int4range", "'empty'::int4range; '[1,5]'; '(,)'; '[-2147483648,2147483647)'")]
    [InlineData("int8range", "'empty'::int8range; '(9223372036854775806,)'")]
    [InlineData("numrange", "'empty'::numrange; '[1.0,1.50]'; '(-Infinity,NaN]'")]
    [InlineData("daterange", "'empty'::daterange; '[4713-01-01 BC,infinity]'")]
    [InlineData("tsrange", "'empty'::tsrange; '(-infinity,2026-01-01 00:00:00.000001]'")]
    [InlineData("int4range[]", "'{empty,\"[1,2)\",NULL}'::int4range[]; '[5:5]={\"(,)\"}'")]
    [InlineData("int4multirange", "'{[1,3),[5,)}'::int4multirange; '{}'")]
    [InlineData("int8multirange", "'{(,-9223372036854775807),[9223372036854775807,)}'::int8multirange; '{}'")]
    [InlineData("nummultirange", "'{[1.0,1.50],(2,)}'::nummultirange; '{}'")]
    [InlineData("datemultirange", "'{[2026-01-01,2026-02-01),[infinity,)}'::datemultirange; '{}'")]
    [InlineData("tsmultirange", "'{(,2026-01-01 00:00:00.000001]}'::tsmultirange; '{}'")]
    [InlineData("tstzmultirange", "'{[-infinity,2026-01-01 00:00+05],[infinity,infinity]}'::tstzmultirange; '{}'")]
    [InlineData("tstzmultirange[]", "'{\"{[2026-01-01 00:00+00,)}\",NULL,\"{}\"}'::tstzmultirange[]")]
    [InlineData("point", "'(1.5,-0)'::point; '(Infinity,NaN)'")]
    [InlineData("line", "'{1,-2,0.1}'::line; '{0,1,-0}'; '{1e-300,NaN,Infinity}'; NULL")]
    [InlineData("lseg", "'[(0,0),(1,-0)]'::lseg; '[(1e300,5e-324),(-Infinity,NaN)]'; '[(1,1),(1,1)]'")]
    [InlineData("box", "'(1,-0),(0,0)'::box; '(Infinity,1),(0.1,-Infinity)'")]
    [InlineData("polygon", "'((0,0),(1,-0),(1e300,5e-324))'::polygon; '((NaN,1))'")]
    [InlineData("circle", "'<(1,-0),0>'::circle; '<(0.1,1e300),Infinity>'")]
    [InlineData("line[]", "'{\"{1,2,3}\",NULL}'::line[]; '[-1:0][2:2]={{\"{1,2,3}\"},{\"{0,1,0}\"}}'")]
    [InlineData("lseg[]", "'{\"[(0,0),(1,1)]\",NULL}'::lseg[]; '{}'")]
    [InlineData("inet", "'::1/128'::inet; '10.0.0.1/8'")]
    [InlineData("regclass", "'pg_class'::regclass; 't'")]
    [InlineData("aclitem", "'postgres=r/postgres'::aclitem")]
    [InlineData("\"char\"", "'a'::\"char\"; ''")]
    public async Task A_value_of(string type, string values)
    {
        var source = await cluster.CreateDatabaseAsync($"CREATE TABLE t(i serial, v {type}); INSERT INTO t(v) VALUES ({string.Join("), (", values.Split("; "))})");
        await AssertSameRowsAsync(source, "t", "i");
    }

    [Fact]
    public async Task A_row_that_is_longer_than_a_part()
    {
        var source = await cluster.CreateDatabaseAsync(
            "CREATE TABLE t(i int, b bytea, c text); INSERT INTO t SELECT i, CASE WHEN i % 3 = 1 THEN decode(repeat(md5(i::text), 700000), 'hex') END, md5(i::text) FROM generate_series(1, 7) i");
        await AssertSameRowsAsync(source, "t", "i");
    }

    [Fact]
    public async Task A_row_of_text_that_is_longer_than_a_part()
    {
        var source = await cluster.CreateDatabaseAsync(
            "CREATE TABLE t(i int, r regclass, c text); INSERT INTO t SELECT i, 't', repeat(md5(i::text) || E'\\n\\\\', 500000) FROM generate_series(1, 3) i");
        await AssertSameRowsAsync(source, "t", "i");
    }

    [Fact]
    public async Task Tables_without_columns_and_with_1600()
    {
        var columns = string.Join(", ", Enumerable.Range(1, 1600).Select(i => $"c{i} int"));
        var source = await cluster.CreateDatabaseAsync(
            $"CREATE TABLE none(); INSERT INTO none SELECT FROM generate_series(1, 3); CREATE TABLE wide({columns}); INSERT INTO wide(c1, c1600) VALUES (1, 2), (NULL, NULL); CREATE TABLE empty(i int);" +
            "CREATE TABLE made(a int, b int GENERATED ALWAYS AS (a * 2) STORED, id int GENERATED ALWAYS AS IDENTITY); INSERT INTO made(a) VALUES (5), (6);" +
            "CREATE TABLE only_made(b int GENERATED ALWAYS AS (7) STORED); INSERT INTO only_made DEFAULT VALUES");
        var copy = await CopyAsync(source);
        Assert.Equal(["3"], await copy.LinesAsync("SELECT count(*) FROM none"));
        Assert.Equal(["1 | 2", "∅ | ∅"], await copy.LinesAsync("SELECT c1, c1600 FROM wide ORDER BY 1"));
        Assert.Equal(["5 | 10 | 1", "6 | 12 | 2"], await copy.LinesAsync("SELECT * FROM made ORDER BY 1"));
        Assert.Equal(["7"], await copy.LinesAsync("SELECT * FROM only_made"));
        await copy.ExecuteAsync("INSERT INTO made(a) VALUES (7)");
        Assert.Equal(["3"], await copy.LinesAsync("SELECT id FROM made WHERE a = 7"));
    }

    [Theory]
    [InlineData("LATIN1", "CREATE TABLE \"Größe\"(\"ß\" text); INSERT INTO \"Größe\" VALUES ('ä'), (chr(255))", "\"Größe\"")]
    [InlineData("SQL_ASCII", "CREATE TABLE t(\"ß\" text); INSERT INTO t VALUES (convert_from('\\xfffe', 'SQL_ASCII')), ('ä')", "t")]
    [InlineData("EUC_JP", "CREATE TABLE \"表\"(a text); INSERT INTO \"表\" VALUES ('日本')", "\"表\"")]
    public async Task Another_encoding(string encoding, string script, string table)
    {
        var options = $"TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'";
        var source = await cluster.CreateDatabaseAsync(script, options: options);
        var copy = await CopyAsync(source);
        var query = $"SELECT encode(convert_to(t::text, getdatabaseencoding()), 'hex') FROM {table} AS t ORDER BY 1";
        Assert.Equal(await source.LinesAsync(query), await copy.LinesAsync(query));
        Assert.Equal([encoding], await copy.LinesAsync("SHOW server_encoding"));
    }

    [Fact]
    public async Task A_locale_of_another_provider()
    {
        List<string> locales = ["LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk'"];
        if (cluster.Version >= 16)
            locales.Add("LOCALE_PROVIDER icu ICU_LOCALE 'und' ICU_RULES '&a < z'");
        if (cluster.Version >= 17)
            locales.Add("LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'");
        foreach (var locale in locales)
        {
            var source = await cluster.CreateDatabaseAsync(options: $"TEMPLATE template0 ENCODING 'UTF8' {locale}");
            const string query = "SELECT to_jsonb(d) - '{oid,datname,datfrozenxid,datminmxid,dattablespace}'::text[] FROM pg_database d WHERE datname = current_database()";
            Assert.Equal(await source.LinesAsync(query), await (await CopyAsync(source)).LinesAsync(query));
        }
    }

    [Fact]
    public async Task Large_objects_with_owner_rights_and_comment()
    {
        await cluster.CreateRolesAsync("reader of objects");
        var source = await cluster.CreateDatabaseAsync(
            "SELECT lo_from_bytea(4711, decode(repeat(md5('x'), 40000), 'hex')), lo_from_bytea(4712, ''), lo_put(lo_create(4713), 600000, '\\x01');" +
            "COMMENT ON LARGE OBJECT 4711 IS 'it''s one'; GRANT SELECT ON LARGE OBJECT 4711 TO \"reader of objects\" WITH GRANT OPTION; GRANT UPDATE ON LARGE OBJECT 4712 TO PUBLIC");
        var copy = await CopyAsync(source);
        const string Query =
            "SELECT m.oid, lomowner::regrole, lomacl::text, obj_description(m.oid, 'pg_largeobject'), md5(lo_get(m.oid)), length(lo_get(m.oid)) FROM pg_largeobject_metadata m ORDER BY 1";
        Assert.Equal(await source.LinesAsync(Query), await copy.LinesAsync(Query));
    }

    [Fact]
    public async Task A_large_table_goes_in_slices_that_workers_share_and_in_parts_that_fit_into_memory()
    {
        // A row a page: as many pages as make a table large, and few bytes.
        const int Pages = 2 * 8192 + 500, LongestPart = 8 << 20;
        var source = await cluster.CreateDatabaseAsync(
            $"CREATE TABLE t(i int, pad text) WITH (fillfactor = 10); INSERT INTO t SELECT i, repeat(md5(i::text), 27) FROM generate_series(1, {Pages}) i; CREATE TABLE small(i int); INSERT INTO small VALUES (1)");
        var payload = NativePayload.Read((await NativeDump.OfAsync(source)).Payload);
        var slices = payload.Json(NativeFormat.Backup)["streams"]!.AsArray().Where(s => (string?)s!["table"] == "t").Select(s => (string?)s!["slice"]);
        Assert.Equal(["pages 0 to 8191", "pages 8192 to 16383", "pages 16384 to the end"], slices);
        Assert.All(payload.Names.Where(name => name.StartsWith("data/", StringComparison.Ordinal)), name => Assert.InRange(payload.Content(name).Length, 0, LongestPart));
        await AssertSameRowsAsync(source, "t", "i");
    }

    [Fact]
    public async Task Slices_by_pages_are_the_table_without_a_gap_and_without_an_overlap()
    {
        var source = await cluster.CreateDatabaseAsync(
            "CREATE TABLE t(i int, pad text) WITH (fillfactor = 10); INSERT INTO t SELECT i, repeat('x', 200) FROM generate_series(1, 3000) i; DELETE FROM t WHERE i BETWEEN 500 AND 1500 OR i % 7 = 0");
        var table = new DbBackup.Connectors.TableSource(0, "public", "t", ["i", "pad"], false, 0, null, false);
        var copy = new DbBackup.Connectors.PgCopy("UTF8");
        var all = await source.LinesAsync("SELECT i FROM t ORDER BY i");
        await using var connection = await source.OpenAsync();
        await Gen.Long[1, 700].HashSet[0, 8].SampleAsync(
            async cuts =>
            {
                var rows = new List<string>();
                long[] begins = [0, .. cuts.Order()];
                foreach (var (from, to) in begins.Zip(begins.Skip(1).Select(c => (long?)c).Append(null)))
                {
                    using var reader = await connection.BeginTextExportAsync(copy.ToSlice(table, "text", from, to), TestContext.Current.CancellationToken);
                    rows.AddRange((await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
                }
                Assert.Equal(all, rows.OrderBy(int.Parse));
            },
            iter: 25, threads: 1);
    }

    [Fact]
    public async Task Composites_within_composites_and_arrays_of_them()
    {
        var source = await cluster.CreateDatabaseAsync(
            "CREATE TYPE place AS (street text, number int, tags text[]); CREATE TYPE person AS (name text, home place, others place[]); CREATE TABLE t(i serial, v person, w person[]);" +
            "INSERT INTO t(v, w) VALUES (ROW('a \"b\"', ROW('', NULL, '{}'), ARRAY[ROW(NULL, 1, '{x,NULL}')::place, NULL]), '{}'), (NULL, ARRAY[NULL, ROW(NULL, NULL, NULL)::person]), (ROW(NULL, NULL, NULL), NULL)");
        await AssertSameRowsAsync(source, "t", "i");
    }

    private async Task AssertSameRowsAsync(PostgresDatabase source, string table, string key)
    {
        var copy = await CopyAsync(source);
        var query = $"SELECT md5(t::text), length(t::text) FROM {table} AS t ORDER BY {key}";
        var expected = await source.LinesAsync(query);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await copy.LinesAsync(query));
    }

    private async Task<PostgresDatabase> CopyAsync(PostgresDatabase source)
    {
        var copy = cluster.Database(source.Name + "_copy");
        await (await NativeDump.OfAsync(source)).RestoreAsync(copy);
        return copy;
    }
}
