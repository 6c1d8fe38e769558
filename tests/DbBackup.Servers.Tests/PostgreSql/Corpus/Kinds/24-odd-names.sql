-- Names that need care, and such as are only equal to those who do not look closely.
CREATE SCHEMA "a";
CREATE SCHEMA "a.b";
CREATE TABLE "a"."b.c" (v text);
CREATE TABLE "a.b"."c" (v text);
INSERT INTO "a"."b.c" VALUES ('a / b.c');
INSERT INTO "a.b"."c" VALUES ('a.b / c');
CREATE TABLE shop."Case" (v text);
CREATE TABLE shop."case" (v text);
CREATE TABLE shop."CASE" ("select" int, "Select" int, "SELECT" int);
INSERT INTO shop."Case" VALUES ('Case');
INSERT INTO shop."case" VALUES ('case');
INSERT INTO shop."CASE" VALUES (1, 2, 3);
CREATE TABLE shop."new
line; DROP TABLE shop.hen; --" ("tab	and
line" text, "back\slash" text, "dollar $1 $$ :x :'y' @z ?" text, "%s %I {0}" text, "''" text, """" text);
INSERT INTO shop."new
line; DROP TABLE shop.hen; --" VALUES ('a', 'b', 'c', 'd', 'e', 'f');
CREATE TABLE shop."😀 émoji ß" ("🐘" int PRIMARY KEY);
INSERT INTO shop."😀 émoji ß" VALUES (1);
CREATE TABLE shop."123456789_123456789_123456789_123456789_123456789_123456789_123" ("123456789_123456789_123456789_123456789_123456789_123456789_123" serial PRIMARY KEY);
INSERT INTO shop."123456789_123456789_123456789_123456789_123456789_123456789_123" DEFAULT VALUES;
CREATE TABLE shop."\! rm -rf /" ("\." text, "../../up" text, " " text);
INSERT INTO shop."\! rm -rf /" VALUES (E'\\.', E'\\N', '');
CREATE TABLE shop."user" ("order" int, "group" text, "table" int REFERENCES shop.hen, "primary" int UNIQUE);
INSERT INTO shop."user" VALUES (1, 'g', 1, 1);
CREATE TABLE shop."con" (a int);
CREATE TABLE shop."." ("." int);
CREATE TABLE shop.".." (".." int);
CREATE TABLE shop."../up/a\b" (a int);
COMMENT ON TABLE shop."con" IS E'\\! echo\n\\connect nowhere\n-- */ /* $$';
