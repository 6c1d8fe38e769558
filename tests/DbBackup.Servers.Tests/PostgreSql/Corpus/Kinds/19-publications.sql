-- Publications: all tables, some with columns and conditions, schemas, options.
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, truncate');
CREATE PUBLICATION "odd ""publication""" FOR TABLE ONLY shop.hen, TABLE shop.watched (id, a) WHERE (id > 5) WITH (publish_via_partition_root = true);
CREATE PUBLICATION of_schema FOR TABLES IN SCHEMA empty, extensions, TABLE shop.egg;
CREATE PUBLICATION nothing_yet WITH (publish = '');
\if :has_18
CREATE PUBLICATION generated FOR TABLE shop.columns (id, twice), shop.searched WITH (publish = 'insert', publish_generated_columns = stored);
\endif
COMMENT ON PUBLICATION everything IS 'All';
ALTER PUBLICATION nothing_yet OWNER TO corpus_owner;
