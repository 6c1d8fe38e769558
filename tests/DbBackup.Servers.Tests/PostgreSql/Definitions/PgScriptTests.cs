using CsCheck;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.PostgreSql.Definitions;

/// <summary>The text of <c>pg_dump</c> is cut into statements where <c>psql</c> would cut it, and what is known of each is right.</summary>
public sealed class PgScriptTests
{
    private static readonly string[] Statements =
    [
        "SELECT 1",
        "SELECT 'a;b''c;', E'a\\';b\\\\', U&'d\\0061;', B'1', $1, a$b$c",
        "COMMENT ON TABLE \"t;\"\"--\" IS '/* ; */ -- ;'",
        "CREATE FUNCTION \"f\"() RETURNS \"text\" LANGUAGE \"plpgsql\" AS $_$BEGIN; RETURN $$;$$; END;$_$",
        "CREATE FUNCTION \"f\"() RETURNS integer LANGUAGE \"sql\" BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; SELECT (SELECT CASE 1 WHEN 1 THEN 2 END); END",
        "CREATE OR REPLACE PROCEDURE \"p\"() LANGUAGE \"sql\" BEGIN ATOMIC INSERT INTO \"t\" VALUES (1); DELETE FROM \"t\"; END",
        "CREATE RULE \"r\" AS ON INSERT TO \"t\" DO ( INSERT INTO \"u\" VALUES (1); DELETE FROM \"u\"; )",
        "CREATE VIEW \"begin\" AS SELECT 1 AS \"end\" /* a; /* nested; */ comment; */ FROM \"t\" -- and; this\n WHERE true",
        "CREATE TABLE \"CREATE FUNCTION begin\" (\"case\" integer DEFAULT 1, \"🐘\" \"text\" COLLATE \"C\")",
        "SELECT $größe$ ; $$ ; $größe$",
        "CREATE FUNCTION \"g\"() RETURNS integer LANGUAGE \"sql\" RETURN (SELECT 1)",
        "ALTER TABLE ONLY \"public\".\"t\" ADD CONSTRAINT \"c\" CHECK ((\"begin\" > 0))",
    ];

    [Fact]
    public void Statements_in_any_order_with_anything_between_come_back_as_they_are() =>
        Gen.Select(Gen.OneOf(Statements), Gen.OneOf("\n", "\n\n--\n-- Name: x'; Type: y\"; Schema: z$$; Owner: ;\n--\n\n", " /* '; */ ", "\n\\restrict aZ09\n", "\n\\unrestrict aZ09\n"))
            .Array[0, 12].Sample(pairs => Assert.Equal(
                pairs.Select(pair => pair.Item1), PgScript.Split(string.Concat(pairs.Select(pair => $"{pair.Item1};{pair.Item2}"))).Select(statement => statement.Sql)));

    [Theory]
    [InlineData("SELECT 1; \\connect other\n", "\\connect")]
    [InlineData("\\! touch x\n", "\\!")]
    [InlineData("SELECT 1 \\gexec\n", "\\gexec")]
    [InlineData("SELECT 1", "within a statement")]
    [InlineData("SELECT 'a;", "within a string")]
    [InlineData("SELECT E'a\\';", "within a string")]
    [InlineData("SELECT \"a;", "within a name")]
    [InlineData("SELECT $x$ a;$$;", "$x$")]
    [InlineData("/* /* */ SELECT 1;", "within a comment")]
    [InlineData("SELECT (1;", "within a statement")]
    public void What_is_not_whole_or_a_command_is_refused(string script, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => PgScript.Split(script)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ALTER TABLE \"public\".\"t\" OWNER TO \"Some \"\"body\"\"\"", "Owner", "PreData", "Some \"body\"")]
    [InlineData("GRANT SELECT ON TABLE \"TO\" TO \"a\" WITH GRANT OPTION", "Privilege", "Privilege", "a")]
    [InlineData("REVOKE ALL ON FUNCTION \"f\"(\"x\" integer) FROM PUBLIC", "Privilege", "Privilege", "")]
    [InlineData("SET SESSION AUTHORIZATION \"b\"", "Privilege", "Privilege", "b")]
    [InlineData("ALTER DEFAULT PRIVILEGES FOR ROLE \"c\" IN SCHEMA \"s\" GRANT SELECT ON TABLES TO \"d\"", "Privilege", "Last", "c,d")]
    [InlineData("CREATE POLICY \"p\" ON \"t\" FOR SELECT TO \"e\", \"f\" USING (true)", "Definition", "PreData", "e,f")]
    [InlineData("CREATE USER MAPPING FOR \"g\" SERVER \"s\" OPTIONS (\"user\" 'FOR')", "Definition", "PreData", "g")]
    [InlineData("CREATE USER MAPPING FOR \"public\" SERVER \"s\"", "Definition", "PreData", "")]
    [InlineData("COMMENT ON SCHEMA \"s\" IS 'OWNER TO \"h\"'", "Comment", "PreData", "")]
    [InlineData("SECURITY LABEL FOR \"x\" ON TABLE \"t\" IS 'y'", "SecurityLabel", "PreData", "")]
    [InlineData("SET default_tablespace = \"space\"", "Definition", "PreData", "")]
    public void What_a_statement_says_about_its_object(string sql, string aspect, string phase, string roles)
    {
        var statement = PgScriptSchema.Of($"{sql};\n", SchemaPhase.PreData).First();
        Assert.Equal((sql, aspect, phase, roles), (statement.Sql, $"{statement.Aspect}", $"{statement.Phase}", string.Join(',', statement.Roles)));
    }

    [Fact]
    public void What_every_session_sets_anyway_is_left_out_and_what_a_script_sets_is_set_back()
    {
        const string Script = "SET statement_timeout = 0;\nSET transaction_timeout = 0;\nSELECT pg_catalog.set_config('search_path', '', false);\nSET default_tablespace = 'a';\nCREATE TABLE \"t\" ();\n";
        Assert.Equal(
            ["SET default_tablespace = 'a'", "CREATE TABLE \"t\" ()", "SET default_tablespace = ''", "SET default_table_access_method = heap"],
            PgScriptSchema.Of(Script, SchemaPhase.PreData).Select(statement => statement.Sql));
    }

    [Fact]
    public void An_event_trigger_and_what_is_said_of_it_come_last() => Assert.Equal(
        [SchemaPhase.PostData, SchemaPhase.Last, SchemaPhase.Last],
        PgScriptSchema.Of("CREATE INDEX \"i\" ON \"t\" (\"a\");CREATE EVENT TRIGGER \"e\" ON ddl_command_end EXECUTE FUNCTION \"f\"();COMMENT ON EVENT TRIGGER \"e\" IS 'x';", SchemaPhase.PostData)
            .Select(statement => statement.Phase).Take(3));

    [Fact]
    public void A_statement_is_named_by_the_comment_before_it() => Assert.Equal(
        "TABLE public.orders", PgScriptSchema.Of("--\n-- Name: orders; Type: TABLE; Schema: public; Owner: shop\n--\n\nCREATE TABLE \"public\".\"orders\" ();\n", SchemaPhase.PreData).First().Identity);
}
