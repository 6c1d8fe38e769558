CREATE TABLE in_latin1 (id int PRIMARY KEY, v varchar(50), u varchar(50) CHARACTER SET utf8mb4, c char(5) COLLATE latin1_german2_ci, t text, b varchar(20) CHARACTER SET binary) CHARACTER SET latin1;
INSERT INTO in_latin1 VALUES (1, 'äöü€', '😀漢', 'ß', 'é', x'ff00'), (2, CONVERT(x'80818d8f90fe' USING latin1), NULL, 'a  ', '', '');
CREATE TABLE in_utf8mb3 (id int PRIMARY KEY, v varchar(50), e enum('ä','漢') ) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci; INSERT INTO in_utf8mb3 VALUES (1, 'ä漢€', '漢');
CREATE TABLE in_utf8mb4 (id int PRIMARY KEY, v varchar(50) COLLATE utf8mb4_bin, w varchar(50) COLLATE utf8mb4_unicode_520_ci, e enum('漢','b') ) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci; INSERT INTO in_utf8mb4 VALUES (1, 'ä漢😀', 'é', '漢'), (2, ' ', '  ', NULL);
CREATE TABLE in_others (id int PRIMARY KEY, a varchar(20) CHARACTER SET ucs2, b varchar(20) CHARACTER SET utf16, c varchar(20) CHARACTER SET utf32, d varchar(20) CHARACTER SET sjis, e varchar(20) CHARACTER SET gbk, f varchar(20) CHARACTER SET cp1251, g varchar(20) CHARACTER SET ascii, h varchar(20) CHARACTER SET big5, i text CHARACTER SET utf16le);
INSERT INTO in_others VALUES (1, 'ä漢', '漢😀', '😀', '表ソ', '漢\\', 'Привет', 'abc', '功', '漢😀'), (2, '', '\\', '''', '\\n', '"', '\0', '', NULL, 'a\nb');
CREATE TABLE in_binary (id int PRIMARY KEY, v varchar(50), t text, c char(5)) CHARACTER SET binary; INSERT INTO in_binary VALUES (1, x'00ff', x'5c00', x'61');
CREATE TABLE in_the_databases (v varchar(20)); INSERT INTO in_the_databases VALUES ('x');
