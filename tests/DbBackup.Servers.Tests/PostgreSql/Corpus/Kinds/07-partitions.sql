-- Partitions: by range, list and hash, by expression, nested, default, with indexes and keys of their own, detached and attached in another column order.
CREATE TABLE shop.sales (id int, day date NOT NULL, amount numeric, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE shop.sales_old PARTITION OF shop.sales FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
CREATE TABLE shop.sales_2020 PARTITION OF shop.sales (amount DEFAULT 20 CHECK (amount < 1000)) FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY LIST (id);
CREATE TABLE shop.sales_2020_1 PARTITION OF shop.sales_2020 FOR VALUES IN (1, 2, NULL);
CREATE TABLE shop.sales_2020_rest PARTITION OF shop.sales_2020 DEFAULT WITH (fillfactor = 80);
CREATE TABLE shop.sales_new (amount numeric, gone int, day date NOT NULL, id int NOT NULL);
ALTER TABLE shop.sales_new DROP COLUMN gone;
ALTER TABLE shop.sales ATTACH PARTITION shop.sales_new FOR VALUES FROM ('2021-01-01') TO (MAXVALUE);
ALTER TABLE shop.sales ADD CONSTRAINT not_yet CHECK (amount > -1000000) NOT VALID;
ALTER TABLE shop.sales_new VALIDATE CONSTRAINT not_yet;
CREATE INDEX sales_by_amount ON shop.sales (amount);
CREATE INDEX own_index ON shop.sales_new (amount DESC);
COMMENT ON TABLE shop.sales_2020 IS 'A whole year';
COMMENT ON INDEX shop.sales_by_amount IS 'On all of them';
INSERT INTO shop.sales VALUES (1, '2019-05-05', 1), (1, '2020-05-05', 2), (7, '2020-06-06', 3), (8, '2022-01-01', 4);

CREATE TABLE shop.hashed (a int, b text) PARTITION BY HASH (a, lower(b));
CREATE TABLE shop.hashed_0 PARTITION OF shop.hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.hashed_1 PARTITION OF shop.hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO shop.hashed SELECT i, 'B' || i FROM generate_series(1, 50) i;
CREATE TABLE shop.listed (kind text COLLATE "C", n int) PARTITION BY LIST (kind);
CREATE TABLE shop."listed 'a'" PARTITION OF shop.listed FOR VALUES IN ('a', 'it''s', 'b"c');
ALTER TABLE shop."listed 'a'" OWNER TO corpus_owner;
GRANT SELECT ON shop.listed TO corpus_reader;
INSERT INTO shop.listed VALUES ('it''s', 1);
-- An index that covers no partition yet, and so is not valid.
CREATE INDEX listed_only ON ONLY shop.listed (n);
CREATE TABLE shop.no_partitions (a int) PARTITION BY RANGE (a);
\if :has_17
-- An identity that all partitions share, also one that was attached.
CREATE TABLE shop.numbered (id int GENERATED ALWAYS AS IDENTITY (START 10), kind int) PARTITION BY LIST (kind);
CREATE TABLE shop.numbered_1 PARTITION OF shop.numbered FOR VALUES IN (1);
CREATE TABLE shop.numbered_2 (kind int, gone int, id int NOT NULL);
ALTER TABLE shop.numbered_2 DROP COLUMN gone;
ALTER TABLE shop.numbered ATTACH PARTITION shop.numbered_2 FOR VALUES IN (2);
INSERT INTO shop.numbered (kind) VALUES (1), (2), (1);
\endif
-- A multi-column range with expressions and an operator class.
CREATE TABLE shop.ranged (a int, b text) PARTITION BY RANGE ((a + 1), b COLLATE "C" text_pattern_ops);
CREATE TABLE shop.ranged_1 PARTITION OF shop.ranged FOR VALUES FROM (1, 'a') TO (10, MAXVALUE);
INSERT INTO shop.ranged VALUES (3, 'x');
