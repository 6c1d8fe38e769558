-- Schemas: owners, grants with and without grant option, comments, names that need quotes, and a changed public.
CREATE SCHEMA shop AUTHORIZATION corpus_owner;
CREATE SCHEMA "Odd ""schema"", with; things";
CREATE SCHEMA empty;
COMMENT ON SCHEMA shop IS 'What is sold; it''s "all" here\and on
two lines';
COMMENT ON SCHEMA public IS 'No longer the standard one';
GRANT USAGE ON SCHEMA shop TO corpus_reader;
GRANT ALL ON SCHEMA shop TO corpus_writer WITH GRANT OPTION;
GRANT USAGE ON SCHEMA "Odd ""schema"", with; things" TO PUBLIC;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO "Corpus ""odd"" role";
