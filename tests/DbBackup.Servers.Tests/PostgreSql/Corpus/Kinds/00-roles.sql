-- What the other files use: the server's version, and roles, which belong to the server and are made once.
SELECT current_setting('server_version_num')::int >= 160000 AS has_16, current_setting('server_version_num')::int >= 170000 AS has_17, current_setting('server_version_num')::int >= 180000 AS has_18 \gset
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['corpus_owner', 'corpus_reader', 'corpus_writer', 'Corpus "odd" role'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I', name);
        END IF;
    END LOOP;
END $$;
