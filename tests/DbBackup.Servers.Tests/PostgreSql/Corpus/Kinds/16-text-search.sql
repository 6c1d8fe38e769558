-- Text search: parsers, templates, dictionaries and configurations.
CREATE TEXT SEARCH PARSER shop.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH TEMPLATE shop.template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY shop."dictionary ""odd""" (TEMPLATE = shop.template, stopwords = 'english', accept = false);
CREATE TEXT SEARCH DICTIONARY shop.german (TEMPLATE = snowball, language = german);
CREATE TEXT SEARCH CONFIGURATION shop.configuration (PARSER = shop.parser);
ALTER TEXT SEARCH CONFIGURATION shop.configuration ADD MAPPING FOR asciiword, word WITH shop."dictionary ""odd""", shop.german, simple;
ALTER TEXT SEARCH CONFIGURATION shop.configuration ADD MAPPING FOR int WITH simple;
CREATE TEXT SEARCH CONFIGURATION shop.copied (COPY = english);
COMMENT ON TEXT SEARCH PARSER shop.parser IS 'Parses';
COMMENT ON TEXT SEARCH TEMPLATE shop.template IS 'Shapes';
COMMENT ON TEXT SEARCH DICTIONARY shop.german IS 'German';
COMMENT ON TEXT SEARCH CONFIGURATION shop.configuration IS 'Configures';
ALTER TEXT SEARCH DICTIONARY shop.german OWNER TO corpus_owner;
ALTER TEXT SEARCH CONFIGURATION shop.configuration OWNER TO corpus_owner;
CREATE TABLE shop.searched (body text, words tsvector GENERATED ALWAYS AS (to_tsvector('shop.copied'::regconfig, body)) STORED);
CREATE INDEX searched_words ON shop.searched USING gin (to_tsvector('shop.copied'::regconfig, body));
INSERT INTO shop.searched VALUES ('The quick brown foxes');
