SET sql_mode = 'ANSI_QUOTES';
CREATE TABLE "select" ("from" int PRIMARY KEY, "where" varchar(10), KEY "order" ("where")); INSERT INTO "select" VALUES (1, 'a');
CREATE TABLE "back`tick ""quote"" 'single' \back ; -- /* */ #" ("a`b" int, "a""b" int, "a'b" int, "a\b" int, "a.b" int, "a;b" int, "%s {0} $1" int, "KEY `x" int, KEY "k`1" ("a`b"), CONSTRAINT "c`1" CHECK ("a`b" < 100));
INSERT INTO "back`tick ""quote"" 'single' \back ; -- /* */ #" VALUES (1, 2, 3, 4, 5, 6, 7, 8);
CREATE TABLE "new
line" ("co
lumn" int, "tab	bed" int); INSERT INTO "new
line" VALUES (1, 2);
CREATE TABLE "ünïcödé 漢字 ㎡" ("spalte ß" int, "Ünï" text); INSERT INTO "ünïcödé 漢字 ㎡" VALUES (1, 'ä');
CREATE TABLE "☕ ❤ ✅" ("♥️" int); INSERT INTO "☕ ❤ ✅" VALUES (5);
CREATE TABLE "abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_0123456789" ("abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_0123456789" int PRIMARY KEY); INSERT INTO "abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_0123456789" VALUES (1);
CREATE TABLE "db.table" (i int); INSERT INTO "db.table" VALUES (7);
CREATE TABLE " leading" (i int); CREATE TABLE "in  ner" (i int); CREATE TABLE "#sql-like" (i int); CREATE TABLE "..\up/down" (i int); INSERT INTO "..\up/down" VALUES (3);
CREATE VIEW "view `of` ""names""" AS SELECT "a`b", "a""b", "a;b" FROM "back`tick ""quote"" 'single' \back ; -- /* */ #";
CREATE TABLE "Case" (i int); CREATE TABLE "case_" (i int);
SET sql_mode = DEFAULT;
