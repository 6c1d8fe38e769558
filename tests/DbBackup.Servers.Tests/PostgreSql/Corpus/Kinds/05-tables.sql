-- Tables: all properties of columns, kinds of tables, options, replica identities, typed tables.
CREATE TABLE shop.columns (
    id int NOT NULL,
    plain text,
    gone_1 int,
    collated text COLLATE "C",
    "Odd "" name; -- " varchar(17) DEFAULT E'it''s \\ here',
    amount numeric(12, 3) DEFAULT 1.50 CONSTRAINT amount_is_positive CHECK (amount >= 0),
    twice numeric GENERATED ALWAYS AS (amount * 2) STORED,
    external bytea,
    main text,
    squeezed text COMPRESSION pglz,
    gone_2 text,
    days date[] DEFAULT '{2020-01-01,infinity}',
    matrix int[][] DEFAULT '{{1,2},{3,4}}',
    bits bit(3) DEFAULT B'101',
    moment timestamptz(3) DEFAULT now(),
    span interval day to second(2) DEFAULT '1 day 02:03:04.56',
    flag boolean DEFAULT true NOT NULL
) WITH (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_vacuum_threshold = 1234);
ALTER TABLE shop.columns DROP COLUMN gone_1, DROP COLUMN gone_2;
ALTER TABLE shop.columns ALTER external SET STORAGE EXTERNAL, ALTER main SET STORAGE MAIN, ALTER plain SET STATISTICS 500, ALTER id SET STATISTICS 0;
ALTER TABLE shop.columns ALTER plain SET (n_distinct = -0.5, n_distinct_inherited = 100);
ALTER TABLE shop.columns ADD CONSTRAINT whole CHECK (id > 0 OR plain IS NULL) NO INHERIT, ADD CONSTRAINT later CHECK (id < 1000000) NOT VALID;
ALTER TABLE shop.columns OWNER TO corpus_owner;
COMMENT ON TABLE shop.columns IS 'All of "them"';
COMMENT ON COLUMN shop.columns."Odd "" name; -- " IS E'Tab\there, \\ and ''quote''';
COMMENT ON CONSTRAINT whole ON shop.columns IS 'The whole row';
INSERT INTO shop.columns (id, plain, collated, amount, external, main, squeezed) VALUES (1, 'a', 'b', 3, '\xdeadbeef', repeat('m', 3000), repeat('s', 5000)), (2, NULL, '', 0, NULL, '', NULL);
ALTER TABLE shop.columns ADD COLUMN added_later int DEFAULT 17 NOT NULL;
INSERT INTO shop.columns (id) VALUES (3);

GRANT SELECT, INSERT ON shop.columns TO corpus_reader, corpus_writer WITH GRANT OPTION;
GRANT UPDATE (plain, "Odd "" name; -- "), REFERENCES (id) ON shop.columns TO corpus_reader;
GRANT SELECT (flag) ON shop.columns TO PUBLIC;
GRANT TRUNCATE, TRIGGER, DELETE ON shop.columns TO "Corpus ""odd"" role";
REVOKE TRUNCATE ON shop.columns FROM corpus_owner;
-- A grant that a grantee gave on.
SET ROLE corpus_reader;
GRANT SELECT ON shop.columns TO "Corpus ""odd"" role";
RESET ROLE;

CREATE UNLOGGED TABLE shop.unlogged_rows (i int PRIMARY KEY);
INSERT INTO shop.unlogged_rows SELECT generate_series(1, 10);
CREATE TABLE shop.no_columns ();
INSERT INTO shop.no_columns SELECT FROM generate_series(1, 5);
CREATE TABLE shop.no_more_columns (a int);
INSERT INTO shop.no_more_columns VALUES (1), (2);
ALTER TABLE shop.no_more_columns DROP COLUMN a;
CREATE TABLE shop.typed OF shop.address (street WITH OPTIONS NOT NULL DEFAULT 'nowhere', PRIMARY KEY (street));
INSERT INTO shop.typed VALUES ('x', 1, NULL, 'new', '1');
CREATE TABLE shop.identity_full (a int, b text);
ALTER TABLE shop.identity_full REPLICA IDENTITY FULL;
CREATE TABLE shop.identity_nothing (a int);
ALTER TABLE shop.identity_nothing REPLICA IDENTITY NOTHING;
CREATE TABLE shop.identity_index (a int NOT NULL, b text);
CREATE UNIQUE INDEX identity_index_a ON shop.identity_index (a);
ALTER TABLE shop.identity_index REPLICA IDENTITY USING INDEX identity_index_a;
INSERT INTO shop.identity_index VALUES (1, 'x');
CREATE TABLE shop.reg_values (c regclass, p regprocedure, t regtype, n regnamespace, r regrole, many regclass[], acl aclitem[], o oid, x xid, l pg_lsn, "char" "char", tid tid);
INSERT INTO shop.reg_values VALUES ('shop.columns', 'shop.float_gap(float8,float8)', 'shop.status', 'shop', 'corpus_owner', '{shop.columns,NULL,pg_class}',
    (SELECT relacl FROM pg_class WHERE oid = 'shop.columns'::regclass), 4294967295, '7', 'FF/1', 'z', '(1,2)'), (0, 0, 0, 0, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL);

\if :has_17
GRANT MAINTAIN ON shop.columns TO corpus_reader;
CREATE TABLE shop.named_method (a int) USING heap;
\endif
\if :has_18
-- Virtual generated columns, named NOT NULLs (also not valid and without inheritance), constraints that are not enforced.
CREATE TABLE shop.newest (
    a int CONSTRAINT a_is_there NOT NULL NO INHERIT,
    b int GENERATED ALWAYS AS (a + 1) VIRTUAL,
    c text,
    d int CONSTRAINT d_is_big CHECK (d > 100) NOT ENFORCED
);
ALTER TABLE shop.newest ADD CONSTRAINT c_is_there NOT NULL c NOT VALID;
COMMENT ON CONSTRAINT a_is_there ON shop.newest IS 'Named';
INSERT INTO shop.newest (a, c, d) VALUES (1, 'x', 5);
\endif
