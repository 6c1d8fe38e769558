-- Indexes: methods, expressions, partial, collations, operator classes with parameters, options, statistics of expressions, clustered.
CREATE TABLE shop.indexed (id int, name text, tags int[], doc jsonb, spot point, txt tsvector, n numeric);
INSERT INTO shop.indexed SELECT i, 'name ' || i, ARRAY[i, i + 1], jsonb_build_object('k', i), point(i, i), to_tsvector('simple', 'word' || i), i FROM generate_series(1, 200) i;
CREATE UNIQUE INDEX indexed_lower ON shop.indexed (lower(name) COLLATE "C" text_pattern_ops DESC NULLS LAST, id) INCLUDE (n) WITH (fillfactor = 60, deduplicate_items = off) WHERE id > 10;
CREATE INDEX "indexed ""hash""" ON shop.indexed USING hash (id);
CREATE INDEX indexed_gin ON shop.indexed USING gin (tags) WITH (fastupdate = off);
CREATE INDEX indexed_path ON shop.indexed USING gin (doc jsonb_path_ops);
CREATE INDEX indexed_gist ON shop.indexed USING gist (spot) WITH (buffering = on);
CREATE INDEX indexed_text ON shop.indexed USING gist (txt tsvector_ops (siglen = 100));
CREATE INDEX indexed_spgist ON shop.indexed USING spgist (spot);
CREATE INDEX indexed_brin ON shop.indexed USING brin (id int4_minmax_multi_ops (values_per_range = 16), n) WITH (pages_per_range = 4, autosummarize = on);
CREATE INDEX indexed_expressions ON shop.indexed ((id % 10), (name || '!'), (tags[1]));
ALTER INDEX shop.indexed_expressions ALTER COLUMN 2 SET STATISTICS 300;
CREATE UNIQUE INDEX indexed_nulls ON shop.indexed (id, name) NULLS NOT DISTINCT;
CREATE INDEX indexed_cluster ON shop.indexed (n);
ALTER TABLE shop.indexed CLUSTER ON indexed_cluster;
COMMENT ON INDEX shop.indexed_lower IS 'Lower';
