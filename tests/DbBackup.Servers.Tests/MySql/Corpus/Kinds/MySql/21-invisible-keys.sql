SET sql_generate_invisible_primary_key = ON;
CREATE TABLE own_key_generated (v varchar(10)); INSERT INTO own_key_generated VALUES ('a'), ('b'); DELETE FROM own_key_generated WHERE v = 'a';
SET sql_generate_invisible_primary_key = OFF;
CREATE TABLE without_key (v varchar(10)); INSERT INTO without_key VALUES ('a'), ('a');
