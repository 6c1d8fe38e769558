-- Enums, composites, domains, ranges, base types and shells, and such that need each other.
CREATE TYPE shop.status AS ENUM ('new', 'it''s paid', 'sent');
ALTER TYPE shop.status ADD VALUE 'packed' BEFORE 'sent';
ALTER TYPE shop.status ADD VALUE 'checked' AFTER 'new';
CREATE TYPE shop.nothing AS ENUM ();
ALTER TYPE shop.status OWNER TO corpus_owner;
COMMENT ON TYPE shop.status IS 'Where an order stands';
REVOKE USAGE ON TYPE shop.status FROM PUBLIC;
GRANT USAGE ON TYPE shop.status TO corpus_reader;

CREATE TYPE shop.address AS (street text COLLATE "C", "house no" int, tags text[], state shop.status);
COMMENT ON TYPE shop.address IS 'Where somebody lives';
COMMENT ON COLUMN shop.address."house no" IS 'Without letters';
ALTER TYPE shop.address ADD ATTRIBUTE gone int, ADD ATTRIBUTE zip varchar(10);
ALTER TYPE shop.address DROP ATTRIBUTE gone;
CREATE TYPE shop.person AS (name text, home shop.address, others shop.address[]);
CREATE TYPE shop.no_attributes AS ();

CREATE DOMAIN shop.positive AS int DEFAULT 1 NOT NULL CONSTRAINT is_positive CHECK (VALUE > 0);
CREATE DOMAIN shop.small AS shop.positive CHECK (VALUE < 100) CHECK (VALUE <> 13);
ALTER DOMAIN shop.small ADD CONSTRAINT not_yet CHECK (VALUE <> 14) NOT VALID;
\if :has_17
CREATE DOMAIN shop.named AS text CONSTRAINT "is ""named""" NOT NULL;
\endif
COMMENT ON DOMAIN shop.positive IS 'Above zero';
COMMENT ON CONSTRAINT is_positive ON DOMAIN shop.positive IS 'Really above';
CREATE DOMAIN shop.code AS varchar(5) COLLATE "POSIX" DEFAULT 'a''b';
CREATE DOMAIN shop.addresses AS shop.address[] CHECK (array_length(VALUE, 1) < 10);
CREATE DOMAIN shop.home AS shop.address CHECK ((VALUE).street <> '');
GRANT USAGE ON TYPE shop.code TO corpus_reader WITH GRANT OPTION;

CREATE FUNCTION shop.float_gap(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE TYPE shop.float_range AS RANGE (subtype = float8, subtype_diff = shop.float_gap, multirange_type_name = shop.many_float_ranges);
CREATE TYPE shop.text_range AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
COMMENT ON TYPE shop.float_range IS 'From, to';
ALTER TYPE shop.float_range OWNER TO corpus_owner;
-- A range with a canonical function starts as a shell.
CREATE TYPE shop.tens;
CREATE FUNCTION shop.tens_canonical(shop.tens) RETURNS shop.tens LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE TYPE shop.tens AS RANGE (subtype = int4, canonical = shop.tens_canonical);

-- A base type: the shell, its functions, then itself.
CREATE TYPE shop.cents;
CREATE FUNCTION shop.cents_in(cstring) RETURNS shop.cents LANGUAGE internal IMMUTABLE STRICT AS 'int8in';
CREATE FUNCTION shop.cents_out(shop.cents) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out';
CREATE FUNCTION shop.cents_receive(internal) RETURNS shop.cents LANGUAGE internal IMMUTABLE STRICT AS 'int8recv';
CREATE FUNCTION shop.cents_send(shop.cents) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int8send';
CREATE TYPE shop.cents (
    INPUT = shop.cents_in, OUTPUT = shop.cents_out, RECEIVE = shop.cents_receive, SEND = shop.cents_send,
    INTERNALLENGTH = 8, PASSEDBYVALUE, ALIGNMENT = double, STORAGE = plain, CATEGORY = 'N', PREFERRED = false, DEFAULT = '100', DELIMITER = ';', COLLATABLE = false
);
COMMENT ON TYPE shop.cents IS 'Money';
-- The same without a binary form: such a column can only go as text.
CREATE TYPE shop.words;
CREATE FUNCTION shop.words_in(cstring) RETURNS shop.words LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION shop.words_out(shop.words) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE shop.words (INPUT = shop.words_in, OUTPUT = shop.words_out, INTERNALLENGTH = variable, STORAGE = extended, COLLATABLE = true, LIKE = text);
-- One that takes a length, and one whose parts can be taken by their numbers.
CREATE TYPE shop.limited;
CREATE FUNCTION shop.limited_in(cstring, oid, int) RETURNS shop.limited LANGUAGE internal IMMUTABLE STRICT AS 'varcharin';
CREATE FUNCTION shop.limited_out(shop.limited) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'varcharout';
CREATE TYPE shop.limited (INPUT = shop.limited_in, OUTPUT = shop.limited_out, TYPMOD_IN = varchartypmodin, TYPMOD_OUT = varchartypmodout, INTERNALLENGTH = variable, STORAGE = main, CATEGORY = 'x', PREFERRED = true);
CREATE TYPE shop.pair;
CREATE FUNCTION shop.pair_in(cstring) RETURNS shop.pair LANGUAGE internal IMMUTABLE STRICT AS 'point_in';
CREATE FUNCTION shop.pair_out(shop.pair) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'point_out';
CREATE TYPE shop.pair (INPUT = shop.pair_in, OUTPUT = shop.pair_out, INTERNALLENGTH = 16, ALIGNMENT = double, ELEMENT = float8);
CREATE TABLE shop.limited_pairs (l shop.limited(5), p shop.pair);
INSERT INTO shop.limited_pairs VALUES ('abc', '(1,2)'), (NULL, NULL);
-- A shell that was never completed.
CREATE TYPE shop.only_a_shell;

-- A domain and a composite that need a function, which needs a table's row type.
CREATE TABLE shop.type_circle (id int PRIMARY KEY, what text);
CREATE FUNCTION shop.is_known(int) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
CREATE DOMAIN shop.known AS int CHECK (shop.is_known(VALUE));
CREATE TYPE shop.holds_row AS (row shop.type_circle, id shop.known);
ALTER TABLE shop.type_circle ADD COLUMN k shop.known;
INSERT INTO shop.type_circle VALUES (1, 'one', 1), (2, NULL, NULL);

CREATE TABLE shop.typed_values (
    s shop.status, p shop.person, n shop.small, c shop.code DEFAULT 'x', a shop.addresses, h shop.home, f shop.float_range, m shop.many_float_ranges,
    x shop.text_range, t shop.tens, cents shop.cents DEFAULT '5', w shop.words, r shop.holds_row, many shop.status[]
);
INSERT INTO shop.typed_values VALUES
    ('packed', ROW('Ada', ROW('Main "St"', 1, '{a,NULL,"c d"}', 'new', '12345'), ARRAY[ROW(NULL, NULL, NULL, NULL, NULL)::shop.address]), 7, 'abc', ARRAY[ROW('s', 2, NULL, 'sent', '')]::shop.address[],
     ROW('h', 3, '{}', NULL, NULL), '[1.5,2.5)', '{[1,2),[3,)}', '[a,z)', '[1,10)', '12345', 'some words, "quoted"', ROW(ROW(1, 'x', 1), 2), '{new,sent}'),
    (NULL, NULL, 1, NULL, NULL, NULL, 'empty', '{}', NULL, '(,)', NULL, '', NULL, '{}');
