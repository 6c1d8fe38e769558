CREATE TABLE all_types (
  id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tiny tinyint, tiny_unsigned tinyint unsigned, flag tinyint(1), small smallint, medium mediumint, whole int(11), padded int(6) unsigned zerofill, big bigint, big_unsigned bigint unsigned,
  exact decimal(65,30), money decimal(10,2) unsigned, half float, real_one double, bits bit(1), many_bits bit(64),
  day date, at_time time(6), moment datetime(6), stamp timestamp(6) NULL, plain_stamp timestamp NULL, anno year,
  fixed char(10), short varchar(200) CHARACTER SET utf8mb4, fixed_bytes binary(8), short_bytes varbinary(300),
  tt tinytext, t text, mt mediumtext, lt longtext, tb tinyblob, b blob, mb mediumblob, lb longblob,
  choice enum('a','b,c','it''s','"','','ö'), some set('x','y','z w'),
  shape geometry, place point, way linestring, area polygon, places multipoint, ways multilinestring, areas multipolygon, mixed geometrycollection
) COMMENT 'one of each; it''s "quoted" \\ and \n broken';

INSERT INTO all_types () VALUES ();
INSERT INTO all_types SET
  tiny = -128, tiny_unsigned = 255, flag = 2, small = -32768, medium = 8388607, whole = -2147483648, padded = 42, big = -9223372036854775808, big_unsigned = 18446744073709551615,
  exact = 99999999999999999999999999999999999.999999999999999999999999999999, money = 0.01, half = 3.402823466e38, real_one = 1.7976931348623157e308, bits = b'1',
  many_bits = b'1000000000000000000000000000000000000000000000000000000000000001',
  day = '9999-12-31', at_time = '838:59:58.999999', moment = '9999-12-31 23:59:59.999999', stamp = '2037-12-31 23:59:59.999999', plain_stamp = '1970-01-01 12:00:01', anno = 2155,
  fixed = 'ab   ', short = '  ä€😀\0\t\n\r\\''"`%_ ', fixed_bytes = x'0001', short_bytes = x'00ff0d0a1a5c27220900',
  tt = '', t = '\\N', mt = 'NULL', lt = REPEAT('long ', 20000), tb = '', b = x'00', mb = REPEAT(x'00ff5c27', 20000), lb = REPEAT(UNHEX('0A0D'), 300000),
  choice = 'b,c', some = 'x,z w',
  shape = ST_GeomFromText('POINT(1.5 -2.25)'), place = ST_GeomFromText('POINT(0.1 1e-300)'), way = ST_GeomFromText('LINESTRING(0 0,1 1,2 4)'), area = ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1))'),
  places = ST_GeomFromText('MULTIPOINT(1 1,2 2)'), ways = ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3))'), areas = ST_GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))'), mixed = ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(0 0,1 1))');
INSERT INTO all_types SET tiny = 0, flag = 0, exact = -0.000000000000000000000000000001, half = -1.17549435e-38, real_one = 4.9406564584124654e-324, bits = b'0', many_bits = 0,
  day = '1000-01-01', at_time = '-838:59:59', moment = '1000-01-01 00:00:00.000001', anno = 1901, choice = '', some = '', short = '';
INSERT INTO all_types SET real_one = 0.1, half = 0.1; INSERT INTO all_types SET real_one = 123456789.123456789, half = 16777217; INSERT INTO all_types SET real_one = -0e0, half = 1e-10;

-- What no calendar has, and the empty value that is no member of an enumeration.
SET sql_mode = 'ALLOW_INVALID_DATES';
CREATE TABLE odd_dates (id int PRIMARY KEY, day date, moment datetime, stamp timestamp NULL, anno year, choice enum('a','b'), some set('a','b'));
INSERT INTO odd_dates VALUES (1, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', 0000, 'nothing', ''), (2, '2026-00-00', '2026-01-00 10:00:00', NULL, 1970, 'a', 'a,b'), (3, '2026-02-31', '0000-00-00 23:59:59', NULL, NULL, NULL, NULL);
SET sql_mode = DEFAULT;
