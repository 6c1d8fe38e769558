-- Default privileges: of roles, in schemas, for every kind of object, given and taken.
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_owner GRANT SELECT ON TABLES TO corpus_reader WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_owner, "Corpus ""odd"" role" IN SCHEMA shop GRANT USAGE ON SEQUENCES TO corpus_writer;
ALTER DEFAULT PRIVILEGES FOR ROLE "Corpus ""odd"" role" IN SCHEMA "Odd ""schema"", with; things" GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_owner GRANT USAGE ON TYPES TO corpus_writer;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_owner REVOKE ALL ON TYPES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_owner GRANT CREATE ON SCHEMAS TO corpus_writer;
-- Of the role that restores: they must not touch what it restores.
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT ALL ON TABLES TO corpus_writer;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA shop GRANT EXECUTE ON FUNCTIONS TO corpus_writer;
