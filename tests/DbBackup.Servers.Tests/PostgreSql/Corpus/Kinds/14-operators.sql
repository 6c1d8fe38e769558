-- Operators, operator classes and families, and an index that needs them.
CREATE FUNCTION shop.abs_less(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1) < abs($2)';
CREATE FUNCTION shop.abs_less_equal(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1) <= abs($2)';
CREATE FUNCTION shop.abs_equal(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1) = abs($2)';
CREATE FUNCTION shop.abs_more_equal(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1) >= abs($2)';
CREATE FUNCTION shop.abs_more(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1) > abs($2)';
CREATE FUNCTION shop.abs_compare(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp(abs($1), abs($2))';
CREATE FUNCTION shop.abs_hash(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT hashint4(abs($1))';
CREATE OPERATOR shop.|<| (FUNCTION = shop.abs_less, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(shop.|>|), NEGATOR = OPERATOR(shop.|>=|), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR shop.|<=| (FUNCTION = shop.abs_less_equal, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(shop.|>=|), NEGATOR = OPERATOR(shop.|>|));
CREATE OPERATOR shop.|=| (FUNCTION = shop.abs_equal, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(shop.|=|), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR shop.|>=| (FUNCTION = shop.abs_more_equal, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(shop.|<=|), NEGATOR = OPERATOR(shop.|<|));
CREATE OPERATOR shop.|>| (FUNCTION = shop.abs_more, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(shop.|<|), NEGATOR = OPERATOR(shop.|<=|));
CREATE OPERATOR shop.!|| (FUNCTION = int4abs, RIGHTARG = int);
COMMENT ON OPERATOR shop.|=| (int, int) IS 'Equal but for the sign';
COMMENT ON OPERATOR shop.!|| (NONE, int) IS 'Without the sign';
ALTER OPERATOR shop.|=| (int, int) OWNER TO corpus_owner;
CREATE OPERATOR FAMILY shop.abs_family USING btree;
CREATE OPERATOR CLASS shop.abs_class FOR TYPE int USING btree FAMILY shop.abs_family AS
    OPERATOR 1 shop.|<|, OPERATOR 2 shop.|<=|, OPERATOR 3 shop.|=|, OPERATOR 4 shop.|>=|, OPERATOR 5 shop.|>|, FUNCTION 1 shop.abs_compare(int, int);
CREATE OPERATOR CLASS shop.abs_hash_class FOR TYPE int USING hash AS OPERATOR 1 shop.|=|, FUNCTION 1 shop.abs_hash(int);
ALTER OPERATOR FAMILY shop.abs_family USING btree ADD FUNCTION 1 (int, bigint) btint48cmp(int, bigint);
CREATE OPERATOR FAMILY shop."lonely ""family""" USING gist;
CREATE OPERATOR CLASS shop.range_class FOR TYPE shop.float_range USING gist AS OPERATOR 3 pg_catalog.&& (anyrange, anyrange), FUNCTION 1 range_gist_consistent(internal, anyrange, smallint, oid, internal),
    FUNCTION 2 range_gist_union(internal, internal), FUNCTION 5 range_gist_penalty(internal, internal, internal), FUNCTION 6 range_gist_picksplit(internal, internal), FUNCTION 7 range_gist_same(anyrange, anyrange, internal);
-- Operators by which an index finds what is nearest, sorted as a built-in and as an own family says; what the index stores is of another type.
CREATE OPERATOR CLASS shop.nearest_class FOR TYPE point USING gist AS STORAGE box, OPERATOR 11 |>> (point, point), OPERATOR 15 <-> (point, point) FOR ORDER BY float_ops,
    FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_point_compress(internal), FUNCTION 5 gist_box_penalty(internal, internal, internal),
    FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal), FUNCTION 8 (point, point) gist_point_distance(internal, point, smallint, oid, internal);
CREATE OPERATOR shop.|-| (FUNCTION = int4mi, LEFTARG = int, RIGHTARG = int);
ALTER OPERATOR FAMILY shop."lonely ""family""" USING gist ADD OPERATOR 15 shop.|-| (int, int) FOR ORDER BY shop.abs_family;
-- Shells: operators that others name as their commutators and negators and that nobody defined.
CREATE OPERATOR shop.<~ (FUNCTION = int4lt, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(shop.~>), NEGATOR = OPERATOR(shop.~>=));
CREATE OPERATOR shop.<=~ (FUNCTION = int4le, LEFTARG = int, RIGHTARG = int, NEGATOR = OPERATOR(shop.~>));
CREATE OPERATOR shop.!~ (FUNCTION = isfinite, RIGHTARG = date, NEGATOR = OPERATOR(shop.~!));
ALTER OPERATOR shop.~> (int, int) OWNER TO corpus_owner;
COMMENT ON OPERATOR shop.~>= (int, int) IS 'Not yet';
COMMENT ON OPERATOR CLASS shop.abs_class USING btree IS 'By size';
COMMENT ON OPERATOR FAMILY shop.abs_family USING btree IS 'All by size';
ALTER OPERATOR CLASS shop.abs_class USING btree OWNER TO corpus_owner;
ALTER OPERATOR FAMILY shop.abs_family USING btree OWNER TO corpus_owner;
CREATE TABLE shop.uses_operators (i int, CONSTRAINT by_operator CHECK (i OPERATOR(shop.|<|) 1000));
CREATE INDEX uses_operators_abs ON shop.uses_operators (i shop.abs_class DESC);
CREATE INDEX uses_operators_hash ON shop.uses_operators USING hash (i shop.abs_hash_class);
CREATE TABLE shop.places (spot point);
CREATE INDEX places_nearest ON shop.places USING gist (spot shop.nearest_class);
INSERT INTO shop.places SELECT point(i, -i) FROM generate_series(1, 100) i;
CREATE VIEW shop.operators_view AS SELECT i OPERATOR(shop.|=|) 5 AS e, OPERATOR(shop.!||) i AS a FROM shop.uses_operators ORDER BY i USING OPERATOR(shop.|>|);
INSERT INTO shop.uses_operators VALUES (-5), (3), (NULL);
CREATE AGGREGATE shop.farthest(int) (SFUNC = int4larger, STYPE = int, SORTOP = OPERATOR(shop.|>|));
