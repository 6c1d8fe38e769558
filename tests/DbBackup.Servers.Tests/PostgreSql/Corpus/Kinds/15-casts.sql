-- Casts of all three methods and contexts, collations, conversions, transforms, languages, access methods.
CREATE FUNCTION shop.cents_of(bigint) RETURNS shop.cents LANGUAGE internal IMMUTABLE STRICT AS 'int8up';
CREATE CAST (bigint AS shop.cents) WITH FUNCTION shop.cents_of(bigint) AS ASSIGNMENT;
CREATE CAST (shop.cents AS bigint) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (shop.words AS shop.cents) WITH INOUT;
COMMENT ON CAST (bigint AS shop.cents) IS 'Into money';
CREATE TABLE shop.uses_cast (b bigint DEFAULT ('7'::shop.cents)::bigint);
INSERT INTO shop.uses_cast DEFAULT VALUES;

CREATE COLLATION shop.libc_c (provider = libc, locale = 'C');
CREATE COLLATION shop.two_locales (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
CREATE COLLATION shop."icu ""odd""" (provider = icu, locale = 'de-u-co-phonebk', deterministic = false);
CREATE COLLATION shop.copied FROM "C";
COMMENT ON COLLATION shop.libc_c IS 'By bytes';
ALTER COLLATION shop.libc_c OWNER TO corpus_owner;
CREATE TABLE shop.uses_collation (a text COLLATE shop.libc_c PRIMARY KEY, b text COLLATE shop."icu ""odd""");
CREATE INDEX uses_collation_b ON shop.uses_collation (b COLLATE shop.two_locales);
\if :has_17
CREATE COLLATION shop.built_in (provider = builtin, locale = 'C.UTF-8');
\endif
\if :has_16
CREATE COLLATION shop.ruled (provider = icu, locale = 'und', rules = '&V << w <<< W &a < ''-''');
CREATE INDEX uses_collation_rules ON shop.uses_collation (a COLLATE shop.ruled);
\endif
INSERT INTO shop.uses_collation VALUES ('ä', 'Ä'), ('z', NULL);

CREATE CONVERSION shop.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE DEFAULT CONVERSION shop."latin ""2""" FOR 'LATIN2' TO 'UTF8' FROM iso8859_to_utf8;
CREATE CONVERSION shop.to_latin FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
COMMENT ON CONVERSION shop.latin IS 'From Latin 1';
ALTER CONVERSION shop.latin OWNER TO corpus_owner;

CREATE FUNCTION shop.to_sql(internal) RETURNS shop.cents LANGUAGE internal IMMUTABLE AS 'int8recv';
CREATE FUNCTION shop.from_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'int8send';
CREATE LANGUAGE like_plpgsql HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE TRUSTED LANGUAGE "odd ""language""" HANDLER plpgsql_call_handler;
COMMENT ON LANGUAGE like_plpgsql IS 'Like the other';
ALTER LANGUAGE like_plpgsql OWNER TO corpus_owner;
GRANT USAGE ON LANGUAGE "odd ""language""" TO corpus_reader WITH GRANT OPTION;
REVOKE USAGE ON LANGUAGE "odd ""language""" FROM PUBLIC;
CREATE FUNCTION shop.in_other_language() RETURNS int LANGUAGE like_plpgsql AS 'BEGIN RETURN 1; END';
CREATE TRANSFORM FOR shop.cents LANGUAGE like_plpgsql (FROM SQL WITH FUNCTION shop.from_sql(internal), TO SQL WITH FUNCTION shop.to_sql(internal));
CREATE FUNCTION shop.words_to_sql(internal) RETURNS shop.words LANGUAGE internal IMMUTABLE AS 'textrecv';
CREATE TRANSFORM FOR shop.words LANGUAGE plpgsql (TO SQL WITH FUNCTION shop.words_to_sql(internal));
CREATE FUNCTION shop.transforms(shop.cents) RETURNS int LANGUAGE like_plpgsql TRANSFORM FOR TYPE shop.cents AS 'BEGIN RETURN 1; END';
COMMENT ON TRANSFORM FOR shop.cents LANGUAGE like_plpgsql IS 'Turns';

CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE ACCESS METHOD other_btree TYPE INDEX HANDLER bthandler;
COMMENT ON ACCESS METHOD other_heap IS 'The heap by another name';
CREATE TABLE shop.in_other_heap (a int) USING other_heap;
INSERT INTO shop.in_other_heap VALUES (1), (2);
CREATE MATERIALIZED VIEW shop.in_other_heap_view USING other_heap AS SELECT 1 AS a;
\if :has_17
CREATE TABLE shop.partitions_in_other_heap (a int) PARTITION BY LIST (a) USING other_heap;
CREATE TABLE shop.partition_in_other_heap PARTITION OF shop.partitions_in_other_heap FOR VALUES IN (1);
CREATE TABLE shop.partition_in_heap PARTITION OF shop.partitions_in_other_heap FOR VALUES IN (2) USING heap;
INSERT INTO shop.partitions_in_other_heap VALUES (1), (2);
\endif
