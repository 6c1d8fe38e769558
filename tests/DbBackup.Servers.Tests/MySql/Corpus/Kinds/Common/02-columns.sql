CREATE TABLE columns_with_options (
  id bigint NOT NULL AUTO_INCREMENT,
  text_default varchar(50) NOT NULL DEFAULT 'it''s "so" \\ and\n\t%' COMMENT 'col''s "comment" \\ with\nbreak; and -- dashes /* here */ #x',
  null_default int DEFAULT NULL, number_default decimal(8,3) DEFAULT -12.500, bit_default bit(5) DEFAULT b'10101', date_default date DEFAULT '2020-02-29',
  now_default datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), stamp timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  enum_default enum('x','y') NOT NULL DEFAULT 'y', binary_default binary(3) DEFAULT 'a\0', expression_default varchar(40) DEFAULT (concat('a', 1 + 1)), uuid_default varchar(40) DEFAULT (uuid()),
  plain int, twice int GENERATED ALWAYS AS (plain * 2) VIRTUAL COMMENT 'virtual', stored_text varchar(60) GENERATED ALWAYS AS (concat(text_default, '-', plain)) STORED,
  hidden int INVISIBLE DEFAULT 7,
  checked int CHECK (checked > 0), CONSTRAINT `a named check` CHECK (plain <> 13 OR text_default <> 'it''s'),
  PRIMARY KEY (id), KEY on_generated (twice), KEY on_stored (stored_text)
) AUTO_INCREMENT = 1000;
INSERT INTO columns_with_options (text_default, plain, hidden, checked, stamp, now_default, uuid_default) VALUES ('one', 1, 1, 1, '2020-01-01 00:00:00', '2020-01-01 00:00:00.123', 'u'), ('two', NULL, NULL, NULL, '2021-01-01 00:00:00', NULL, NULL);
INSERT INTO columns_with_options (plain, stamp, now_default, uuid_default) VALUES (3, '2022-01-01 00:00:00', '2022-01-01 00:00:00.999', '');

CREATE TABLE only_generated (a int, b int AS (a + 1), c int AS (a + 2) STORED);
INSERT INTO only_generated (a) VALUES (1), (NULL), (3);
CREATE TABLE nothing_in_it (a int, b text);
CREATE TABLE one_column (a int); INSERT INTO one_column VALUES (NULL), (1), (1), (NULL);
CREATE TABLE hidden_key (hidden int NOT NULL INVISIBLE PRIMARY KEY AUTO_INCREMENT, v varchar(10)); INSERT INTO hidden_key (v) VALUES ('a'), ('b');
