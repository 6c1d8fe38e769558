CREATE TABLE of_mariadb (id int PRIMARY KEY, u uuid, a inet4, b inet6, j json, c text COMPRESSED, d varchar(200) COMPRESSED DEFAULT 'x', dynamic blob);
INSERT INTO of_mariadb VALUES (1, '123e4567-e89b-12d3-a456-426655440000', '192.168.0.1', '2001:db8::ff00:42:8329', '{"b": 1,  "a": [null, 1.50]}', REPEAT('long ', 1000), 'y', COLUMN_CREATE('a', 1, 'b', 'x')), (2, NULL, '0.0.0.0', '::', NULL, NULL, '', NULL);
CREATE TABLE in_aria (a int PRIMARY KEY, b text) ENGINE=Aria TRANSACTIONAL=1 PAGE_CHECKSUM=1; INSERT INTO in_aria VALUES (1, 'x'), (2, NULL);
CREATE TABLE in_aria_plain (a int) ENGINE=Aria TRANSACTIONAL=0 PAGE_CHECKSUM=0 ROW_FORMAT=DYNAMIC; INSERT INTO in_aria_plain VALUES (1);
CREATE TABLE compressed_pages (a int PRIMARY KEY) ENGINE=InnoDB PAGE_COMPRESSED=1 PAGE_COMPRESSION_LEVEL=5;
CREATE TABLE periods (id int, from_day date NOT NULL, to_day date NOT NULL, PERIOD FOR p (from_day, to_day), UNIQUE (id, p WITHOUT OVERLAPS)); INSERT INTO periods VALUES (1, '2020-01-01', '2020-02-01'), (1, '2020-02-01', '2020-03-01');
CREATE TABLE with_ignored (a int, b int, KEY ignored_key (a) IGNORED, KEY other (b)); INSERT INTO with_ignored VALUES (1, 2);
CREATE TABLE long_unique (t text, UNIQUE KEY (t)); INSERT INTO long_unique VALUES (REPEAT('x', 3000)), ('y');
CREATE TABLE delayed_default (id int PRIMARY KEY, v timestamp(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3), w int DEFAULT (id + 1)); INSERT INTO delayed_default (id, v) VALUES (1, '2020-01-01 00:00:00.5');
