-- Extensions: in a schema of their own, members with changed privileges and comments, objects that use them.
CREATE SCHEMA extensions;
CREATE EXTENSION citext SCHEMA extensions;
CREATE EXTENSION hstore;
CREATE EXTENSION pg_trgm SCHEMA extensions;
CREATE EXTENSION btree_gist SCHEMA extensions;
COMMENT ON EXTENSION hstore IS 'Keys and values';
REVOKE EXECUTE ON FUNCTION akeys(hstore) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION akeys(hstore) TO corpus_reader WITH GRANT OPTION;
CREATE TABLE extension_users (
    name extensions.citext PRIMARY KEY,
    attributes hstore DEFAULT 'a=>1'::hstore
);
CREATE INDEX extension_users_attributes ON extension_users USING gist (attributes);
CREATE INDEX extension_users_similar ON extension_users USING gin ((name::text) extensions.gin_trgm_ops);
INSERT INTO extension_users VALUES ('Ada', 'x=>"quoted \" text", y=>NULL'), ('bob', DEFAULT);
-- An object that was added to an extension by hand is a member like any other; this one was taken out again.
CREATE FUNCTION once_a_member() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER EXTENSION hstore ADD FUNCTION once_a_member();
ALTER EXTENSION hstore DROP FUNCTION once_a_member();
-- An object that goes with an extension without being a member of it.
CREATE FUNCTION needs_trgm() RETURNS int LANGUAGE sql AS 'SELECT 2';
ALTER FUNCTION needs_trgm() DEPENDS ON EXTENSION pg_trgm;
CREATE FUNCTION needs_hstore() RETURNS int LANGUAGE sql AS 'SELECT 3';
ALTER FUNCTION needs_hstore() DEPENDS ON EXTENSION hstore;
