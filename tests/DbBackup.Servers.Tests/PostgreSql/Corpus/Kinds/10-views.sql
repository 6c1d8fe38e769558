-- Views: options, columns, defaults, recursion, mutual dependence, a view that needs a primary key, materialized views with and without contents.
CREATE VIEW shop.plain_view AS SELECT id, plain, "Odd "" name; -- " AS "Odd" FROM shop.columns WHERE plain IS DISTINCT FROM 'it''s';
CREATE VIEW shop.barrier WITH (security_barrier = true, security_invoker = true) AS SELECT a.*, a AS whole_row FROM shop.animal a;
CREATE VIEW shop.checked AS SELECT id, amount FROM shop.columns WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW shop.cascaded AS SELECT * FROM shop.checked WHERE id < 100 WITH CASCADED CHECK OPTION;
ALTER VIEW shop.plain_view ALTER COLUMN plain SET DEFAULT 'from the view';
CREATE RECURSIVE VIEW shop.numbers (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 5;
CREATE VIEW shop.no_columns_view AS SELECT;
COMMENT ON VIEW shop.plain_view IS 'A view';
COMMENT ON COLUMN shop.plain_view."Odd" IS 'Renamed';
ALTER VIEW shop.plain_view OWNER TO corpus_owner;
GRANT SELECT ON shop.plain_view TO corpus_reader;
GRANT UPDATE (plain) ON shop.plain_view TO corpus_writer;
-- Functionally dependent columns: the view needs the key.
CREATE VIEW shop.grouped AS SELECT c.id, c.here, count(*) FROM shop.counted c GROUP BY c.id;
CREATE VIEW shop.on_grouped AS SELECT * FROM shop.grouped;
-- Two views that need each other.
CREATE VIEW shop.first_view AS SELECT 1 AS a, 'x'::text AS b;
CREATE VIEW shop.second_view AS SELECT a, b FROM shop.first_view;
CREATE OR REPLACE VIEW shop.first_view AS SELECT a, b FROM (SELECT 1 AS a, 'y'::text AS b) s WHERE NOT EXISTS (SELECT FROM shop.second_view WHERE false);
-- A view and a function that need each other.
CREATE VIEW shop.with_function AS SELECT 1 AS n;
CREATE FUNCTION shop.reads_view() RETURNS SETOF shop.with_function LANGUAGE sql STABLE AS 'SELECT 1';
CREATE OR REPLACE VIEW shop.with_function AS SELECT n FROM (SELECT 1 AS n) s WHERE (SELECT count(*) FROM shop.reads_view()) >= 0;
-- Materialized ones: filled, empty, on each other, indexed, clustered.
CREATE MATERIALIZED VIEW shop.filled WITH (fillfactor = 50) AS SELECT id, name FROM shop.indexed WHERE id <= 20;
CREATE MATERIALIZED VIEW shop.not_filled WITH (toast.autovacuum_enabled = off) AS SELECT * FROM shop.filled WITH NO DATA;
CREATE MATERIALIZED VIEW shop.a_on_filled AS SELECT count(*) AS n FROM shop.filled;
CREATE UNIQUE INDEX filled_id ON shop.filled (id);
ALTER MATERIALIZED VIEW shop.filled CLUSTER ON filled_id;
ALTER MATERIALIZED VIEW shop.filled ALTER COLUMN name SET STATISTICS 50;
COMMENT ON MATERIALIZED VIEW shop.filled IS 'Filled';
ALTER MATERIALIZED VIEW shop.filled OWNER TO corpus_owner;
GRANT SELECT ON shop.indexed TO corpus_owner;
GRANT SELECT ON shop.filled TO corpus_reader;
-- What the definition must spell with care.
CREATE VIEW shop.syntax AS
    SELECT x."Odd ""name", CASE WHEN x.n = ANY (ARRAY[1, 2]) THEN 'a\b' ELSE E'new\nline' END AS e, x.n::numeric(10, 2) AS r, rank() OVER w, sum(x.n) FILTER (WHERE x.n > 0) OVER w AS s,
        GROUPING(x.n) IS NULL AS g, x.n OPERATOR(pg_catalog.+) 1 AS o, interval '1 day' AS i, ROW(1, 'x')::text AS t
    FROM (VALUES (1, 'v')) AS x(n, "Odd ""name") LEFT JOIN LATERAL (SELECT generate_series(1, x.n)) l ON true
    GROUP BY GROUPING SETS ((x.n, x."Odd ""name"), ()) WINDOW w AS (PARTITION BY x.n ORDER BY x."Odd ""name" DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    ORDER BY x."Odd ""name" COLLATE "C" FETCH FIRST 3 ROWS WITH TIES;
