-- Roles belong to the server: they are made once and used by the other files.
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
