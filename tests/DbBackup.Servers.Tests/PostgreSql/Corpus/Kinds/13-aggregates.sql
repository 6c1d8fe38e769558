-- Aggregates: plain, moving, ordered-set, hypothetical, parallel, and with an operator to sort by.
CREATE AGGREGATE shop.total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = SAFE,
    MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int, MINITCOND = '0');
CREATE AGGREGATE shop.largest(int) (SFUNC = int4larger, STYPE = int, SORTOP = >);
CREATE FUNCTION shop.final_text(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1 || ''.''';
CREATE AGGREGATE shop."glue ""all"""(text) (SFUNC = textcat, STYPE = text, SSPACE = 100, FINALFUNC = shop.final_text, FINALFUNC_MODIFY = READ_WRITE, INITCOND = 'a''b\c');
CREATE AGGREGATE shop.count_stars(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
CREATE AGGREGATE shop.middle(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE shop.rank_of(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE shop.average(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, FINALFUNC = numeric_avg, COMBINEFUNC = numeric_avg_combine, SERIALFUNC = numeric_avg_serialize, DESERIALFUNC = numeric_avg_deserialize, PARALLEL = SAFE);
CREATE FUNCTION shop.moved(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE AGGREGATE shop.moving(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int, MSSPACE = 8, MFINALFUNC = shop.moved, MFINALFUNC_EXTRA, MFINALFUNC_MODIFY = SHAREABLE, MINITCOND = '0');
COMMENT ON AGGREGATE shop.total(int) IS 'All of them';
ALTER AGGREGATE shop.total(int) OWNER TO corpus_owner;
GRANT EXECUTE ON FUNCTION shop.total(int) TO corpus_reader;
CREATE VIEW shop.uses_aggregate AS SELECT shop.total(id) AS t FROM shop.columns;
