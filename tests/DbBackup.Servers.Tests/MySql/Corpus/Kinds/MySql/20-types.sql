CREATE TABLE of_mysql (id int PRIMARY KEY, j json, k json DEFAULT (JSON_OBJECT('a', 1)), v vector(3), p point SRID 4326 NOT NULL, q geometry SRID 0, SPATIAL KEY (p));
INSERT INTO of_mysql VALUES (1, '{"b": 1, "a": [null, 1.50, 1e100, "ä😀\\n"], "d": true}', '[]', STRING_TO_VECTOR('[1,2.5,-3e10]'), ST_SRID(POINT(1, 2), 4326), POINT(3, 4)), (2, NULL, 'null', NULL, ST_SRID(POINT(0, 0), 4326), NULL);
INSERT INTO of_mysql VALUES (3, '{"n": 18446744073709551615, "m": -9223372036854775808, "f": 0.1}', '"x"', NULL, ST_SRID(POINT(0, 2), 4326), NULL);
CREATE TABLE functional (id int PRIMARY KEY, a varchar(50), j json, d datetime,
  KEY lower_a ((LOWER(a))), UNIQUE KEY mixed (id, (id + 1) DESC), KEY members ((CAST(j->'$.tags' AS UNSIGNED ARRAY))), KEY descending (a DESC, d ASC), KEY hidden_key (d) INVISIBLE);
INSERT INTO functional VALUES (1, 'A', '{"tags": [1, 2]}', '2020-01-01'), (2, NULL, NULL, NULL);
CREATE TABLE checks (a int, b int, CONSTRAINT enforced CHECK (a > 0), CONSTRAINT not_enforced CHECK (b > 0) NOT ENFORCED); INSERT INTO checks VALUES (1, -1);
CREATE TABLE default_expressions (a int DEFAULT (1 + 2), b blob DEFAULT (REPEAT('x', 3)), c json DEFAULT (JSON_ARRAY()), d date DEFAULT (CURRENT_DATE + INTERVAL 1 YEAR)); INSERT INTO default_expressions VALUES (1, 'b', '{}', '2020-01-01');
CREATE TABLE attributes (a int SECONDARY_ENGINE_ATTRIBUTE='{"y": "it''s"}', b int) SECONDARY_ENGINE_ATTRIBUTE='{"t": 1}' COMMENT='attributes';
CREATE TABLE in_archive (a int, b text) ENGINE=ARCHIVE; INSERT INTO in_archive VALUES (1, 'x'), (2, NULL);
CREATE TABLE auto_extended (a int) AUTOEXTEND_SIZE=4M COMPRESSION='zlib';
CREATE TABLE in_0900 (v varchar(20) COLLATE utf8mb4_0900_as_cs PRIMARY KEY, w varchar(20) COLLATE utf8mb4_ja_0900_as_cs_ks) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci; INSERT INTO in_0900 VALUES ('a', 'x'), ('A', 'あ'), ('a ', 'ア');
