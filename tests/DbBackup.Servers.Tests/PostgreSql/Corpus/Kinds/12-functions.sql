-- Functions and procedures: languages, SQL bodies, arguments of all modes, options, settings, overloads, defaults, privileges.
CREATE FUNCTION shop.add(a int, b int DEFAULT 3) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF COST 7 AS 'SELECT a + b';
CREATE FUNCTION shop.add(a text, b text) RETURNS text LANGUAGE sql STABLE AS $f$ SELECT a || '$$' || b || '\' $f$;
CREATE FUNCTION shop.modes(IN i int, OUT o text, INOUT io numeric, VARIADIC v int[] DEFAULT '{1}') LANGUAGE plpgsql AS $$
BEGIN
    o := 'it''s'; -- a comment; with $f$ things
END $$;
CREATE FUNCTION shop.table_of(n int) RETURNS TABLE ("Odd ""col" int, b text) LANGUAGE sql ROWS 17 SET search_path = shop, "Odd ""schema"", with; things", pg_temp SET work_mem = '8MB' SET "DateStyle" = 'German, DMY' AS 'SELECT 1, ''x''';
CREATE FUNCTION shop.standard(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a + 1; SELECT max(id) FROM shop.columns WHERE id > a; END;
CREATE FUNCTION shop.returns() RETURNS int LANGUAGE sql RETURN 1 + 2;
CREATE FUNCTION shop.definer() RETURNS SETOF shop.animal LANGUAGE sql SECURITY DEFINER PARALLEL RESTRICTED AS 'SELECT * FROM shop.animal';
CREATE FUNCTION shop.polymorphic(anyelement, anyarray, anycompatible) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION shop.in_c(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT AS 'upper';
CREATE FUNCTION shop.numbered() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
CREATE FUNCTION shop.with_support(int) RETURNS int LANGUAGE internal IMMUTABLE STRICT SUPPORT pg_catalog.generate_series_int4_support AS 'int4abs';
CREATE FUNCTION shop."Odd ""function"", with; things"("a b" int DEFAULT shop.add(1, 2)) RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION shop.breaks_lines() RETURNS text LANGUAGE plpgsql AS E'\r\nBEGIN\r\n\tRETURN E''\\\\r\\\\n'';\r\nEND\r\n';
CREATE PROCEDURE shop.proc(IN a int, OUT c int, INOUT b text DEFAULT 'x') LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN c := a; END $$;
CREATE PROCEDURE shop.atomic_proc(a int) LANGUAGE sql BEGIN ATOMIC INSERT INTO shop.rule_log VALUES (a::text); END;
COMMENT ON FUNCTION shop.add(int, int) IS 'Adds';
COMMENT ON PROCEDURE shop.proc IS 'Does';
ALTER FUNCTION shop.add(int, int) OWNER TO corpus_owner;
ALTER PROCEDURE shop.proc OWNER TO corpus_owner;
REVOKE EXECUTE ON FUNCTION shop.add(int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shop.add(int, int) TO corpus_reader WITH GRANT OPTION;
REVOKE ALL ON FUNCTION shop.definer() FROM PUBLIC, postgres;
-- A default, a check, an index and a generated column that need functions, and a function with a SQL body that needs such a table.
CREATE TABLE shop.needs_functions (a int DEFAULT shop.add(1), b int GENERATED ALWAYS AS (shop.add(1, 2)) STORED, CHECK (shop.add(a, 1) > 0));
CREATE INDEX needs_functions_add ON shop.needs_functions (shop.add(a, 5));
INSERT INTO shop.needs_functions DEFAULT VALUES;
CREATE FUNCTION shop.needs_table() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a FROM shop.needs_functions; END;
