-- Large objects: contents with holes, owners, grants, comments, empty ones.
SELECT lo_from_bytea(424242, '\x00010203ff'), lo_create(424243), lo_from_bytea(4000000000, decode(repeat('ab', 5000), 'hex'));
SELECT lo_put(424243, 300000, '\xff');
ALTER LARGE OBJECT 424242 OWNER TO corpus_owner;
GRANT SELECT, UPDATE ON LARGE OBJECT 424242 TO corpus_reader;
GRANT SELECT ON LARGE OBJECT 424243 TO corpus_writer WITH GRANT OPTION;
COMMENT ON LARGE OBJECT 424242 IS 'Large';
COMMENT ON LARGE OBJECT 424243 IS 'With a hole';
CREATE TABLE shop.pictures (id int, picture oid);
INSERT INTO shop.pictures VALUES (1, 424242), (2, 4000000000);
