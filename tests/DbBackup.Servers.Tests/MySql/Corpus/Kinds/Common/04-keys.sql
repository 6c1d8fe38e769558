-- In an order and with names in which a dump by name meets the child first.
CREATE TABLE z_parent (id int NOT NULL, part char(3) NOT NULL, code varchar(20) UNIQUE, PRIMARY KEY (part, id), KEY (id)) ;
CREATE TABLE a_child (
  id int PRIMARY KEY, parent int, part char(3), self int,
  CONSTRAINT `to parent` FOREIGN KEY (part, parent) REFERENCES z_parent (part, id) ON DELETE CASCADE ON UPDATE SET NULL,
  CONSTRAINT to_self FOREIGN KEY (self) REFERENCES a_child (id) ON DELETE SET NULL ON UPDATE NO ACTION
);
INSERT INTO z_parent VALUES (1, 'abc', 'one'), (2, 'abc', NULL), (1, 'ABD', 'two'), (-5, '', 'x');
SET foreign_key_checks = 0; INSERT INTO a_child VALUES (1, 1, 'abc', 2), (2, 2, 'abc', 1), (3, NULL, NULL, 3); SET foreign_key_checks = 1;
CREATE TABLE restricted (code varchar(20), CONSTRAINT restricted FOREIGN KEY (code) REFERENCES z_parent (code) ON DELETE RESTRICT ON UPDATE CASCADE); INSERT INTO restricted VALUES ('one'), (NULL);
CREATE TABLE circle_one (id int PRIMARY KEY, other int);
CREATE TABLE circle_two (id int PRIMARY KEY, other int, FOREIGN KEY (other) REFERENCES circle_one (id));
INSERT INTO circle_one VALUES (1, 1); INSERT INTO circle_two VALUES (1, 1);
ALTER TABLE circle_one ADD CONSTRAINT back FOREIGN KEY (other) REFERENCES circle_two (id);
CREATE TABLE indexed (
  id int, a varchar(200), b varchar(200), c text, d text, g geometry NOT NULL, n int,
  UNIQUE KEY two (a, b), KEY prefixed (a(5), b), KEY with_comment (n) COMMENT 'it''s an index', KEY block_size (b) KEY_BLOCK_SIZE=8, FULLTEXT KEY text_one (c), FULLTEXT KEY text_two (c, d) COMMENT 'both', SPATIAL KEY shape (g),
  KEY on_bytes (d(10))
);
INSERT INTO indexed SELECT 1, 'a', 'b', 'some words', 'other words', ST_GeomFromText('POINT(1 1)'), 1 UNION ALL SELECT NULL, NULL, 'b', NULL, NULL, ST_GeomFromText('POINT(2 2)'), 1 UNION ALL SELECT NULL, NULL, 'b', '', '', ST_GeomFromText('POINT(3 3)'), NULL;
CREATE TABLE text_key (k varchar(60) CHARACTER SET utf8mb4 PRIMARY KEY, v int); INSERT INTO text_key VALUES ('a', 1), ('B', 2), ('ö', 3), ('ß', 4), ('', 5), ('''', 6), ('\\', 7), ('😀', 8), ('z z', 9);
CREATE TABLE binary_key (k varbinary(20) PRIMARY KEY, v int); INSERT INTO binary_key VALUES (x'', 0), (x'00', 1), (x'0000', 2), (x'ff', 3), (x'5c27', 4);
CREATE TABLE big_key (k bigint unsigned PRIMARY KEY, v int); INSERT INTO big_key VALUES (0, 0), (1, 1), (9223372036854775807, 2), (9223372036854775808, 3), (18446744073709551615, 4);
CREATE TABLE negative_key (k bigint PRIMARY KEY, v int); INSERT INTO negative_key VALUES (-9223372036854775808, 0), (-1, 1), (0, 2), (9223372036854775807, 3);
CREATE TABLE date_key (d date, m datetime(6), n decimal(20,10), f double, PRIMARY KEY (d, m, n)); INSERT INTO date_key VALUES ('2020-01-01', '2020-01-01 00:00:00.000001', 1.0000000001, 0.1), ('2020-01-01', '2020-01-01 00:00:00.000001', 1.0000000002, 0.1);
CREATE TABLE float_key (f double PRIMARY KEY); INSERT INTO float_key VALUES (0.1), (1e-300), (-1e300), (3);
CREATE TABLE enum_key (e enum('z','a','m') PRIMARY KEY, v int); INSERT INTO enum_key VALUES ('a', 1), ('z', 2), ('m', 3);
CREATE TABLE zero_key (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, v int) AUTO_INCREMENT = 77;
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'; INSERT INTO zero_key VALUES (0, 1), (-3, 2), (5, 3); SET sql_mode = DEFAULT;
