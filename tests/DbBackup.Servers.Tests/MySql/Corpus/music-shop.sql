-- A shop for music, as an application might have it: eleven tables with 15,000 rows, keys, a view, a trigger that keeps a sum.
CREATE TABLE artist (artist_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(120));
CREATE TABLE album (album_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, title varchar(160) NOT NULL, artist_id int NOT NULL, KEY album_artist (artist_id), CONSTRAINT fk_album_artist FOREIGN KEY (artist_id) REFERENCES artist (artist_id));
CREATE TABLE employee (employee_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, last_name varchar(20) NOT NULL, reports_to int, hired datetime, CONSTRAINT fk_reports FOREIGN KEY (reports_to) REFERENCES employee (employee_id));
CREATE TABLE customer (customer_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(60) NOT NULL, email varchar(60) NOT NULL UNIQUE, support_id int, country varchar(40), FOREIGN KEY (support_id) REFERENCES employee (employee_id));
CREATE TABLE genre (genre_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(120));
CREATE TABLE media_type (media_type_id int NOT NULL PRIMARY KEY, name varchar(120) NOT NULL, kind enum('vinyl', 'disc', 'file') NOT NULL DEFAULT 'file');
CREATE TABLE track (track_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(200) NOT NULL, album_id int, genre_id int, media_type_id int NOT NULL, composer varchar(220), milliseconds int NOT NULL, bytes bigint, price decimal(10,2) NOT NULL, KEY (album_id), FULLTEXT KEY (name), FOREIGN KEY (album_id) REFERENCES album (album_id), FOREIGN KEY (genre_id) REFERENCES genre (genre_id), FOREIGN KEY (media_type_id) REFERENCES media_type (media_type_id));
CREATE TABLE invoice (invoice_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, customer_id int NOT NULL, at datetime NOT NULL, total decimal(10,2) NOT NULL, FOREIGN KEY (customer_id) REFERENCES customer (customer_id));
CREATE TABLE invoice_line (invoice_id int NOT NULL, line int NOT NULL, track_id int NOT NULL, price decimal(10,2) NOT NULL, quantity int NOT NULL DEFAULT 1, PRIMARY KEY (invoice_id, line), FOREIGN KEY (invoice_id) REFERENCES invoice (invoice_id) ON DELETE CASCADE, FOREIGN KEY (track_id) REFERENCES track (track_id));
CREATE TABLE playlist (playlist_id int NOT NULL PRIMARY KEY, name varchar(120));
CREATE TABLE playlist_track (playlist_id int NOT NULL, track_id int NOT NULL, PRIMARY KEY (playlist_id, track_id), FOREIGN KEY (playlist_id) REFERENCES playlist (playlist_id), FOREIGN KEY (track_id) REFERENCES track (track_id));
CREATE TABLE numbers (i int NOT NULL PRIMARY KEY);
INSERT INTO numbers SELECT 1 + a.n + b.n * 10 + c.n * 100 + d.n * 1000 FROM (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) a
    JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) b
    JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) c
    JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d;
INSERT INTO artist (name) SELECT CONCAT('Artist ', i, CASE i % 4 WHEN 0 THEN ' & Söhne' WHEN 1 THEN ' "Live"' ELSE '' END) FROM numbers WHERE i <= 275 ORDER BY i;
INSERT INTO genre (name) SELECT NULLIF(CONCAT('Genre ', i), 'Genre 25') FROM numbers WHERE i <= 25 ORDER BY i;
INSERT INTO media_type VALUES (1, 'MPEG audio file', DEFAULT), (2, 'Protected AAC audio file', 'file'), (3, 'Long-playing record', 'vinyl'), (4, 'Compact disc', 'disc'), (5, 'Single', 'vinyl');
INSERT INTO album (title, artist_id) SELECT CONCAT('Album ', i), 1 + i % 275 FROM numbers WHERE i <= 347 ORDER BY i;
INSERT INTO employee (last_name, reports_to, hired) VALUES ('Adams', NULL, '2002-08-14'), ('Edwards', 1, '2002-05-01'), ('O''Neil', 2, '2003-05-03'), ('Park', 2, '2003-05-03'), ('Johnson', 2, '2003-10-17'), ('Mitchell', 1, '2003-10-17'), ('King', 6, '2004-01-02'), ('Callahan', 6, '2004-03-04');
INSERT INTO customer (name, email, support_id, country) SELECT CONCAT('Customer ', i), CONCAT('c', i, '@example.org'), 1 + i % 8, IF(i % 5 = 0, NULL, 'Österreich') FROM numbers WHERE i <= 59 ORDER BY i;
INSERT INTO track (name, album_id, genre_id, media_type_id, composer, milliseconds, bytes, price)
    SELECT CONCAT('Track ', i), NULLIF(i % 348, 0), NULLIF(i % 26, 0), 1 + i % 5, IF(i % 4 > 0, CONCAT('Komponistin ', i % 90), NULL), 100000 + i * 37, i * 4096, 0.99 + i % 3 FROM numbers WHERE i <= 3503 ORDER BY i;
INSERT INTO invoice (customer_id, at, total) SELECT 1 + i % 59, '2025-01-01' + INTERVAL i DAY, 1.98 FROM numbers WHERE i <= 412 ORDER BY i;
INSERT INTO invoice_line SELECT invoice_id, n.i, 1 + (invoice_id * 7 + n.i * 13) % 3503, 0.99, 1 FROM invoice JOIN numbers n ON n.i <= 6;
INSERT INTO playlist SELECT i, CONCAT('Music ', i) FROM numbers WHERE i <= 16;
INSERT INTO playlist VALUES (17, ''), (18, NULL);
INSERT INTO playlist_track SELECT 1 + (track_id + n.i) % 17, track_id FROM track JOIN numbers n ON n.i <= 3 WHERE track_id % 6 < 5;
DROP TABLE numbers;
CREATE VIEW sales AS SELECT c.country, SUM(i.total) AS total, COUNT(*) AS invoices FROM invoice i JOIN customer c USING (customer_id) GROUP BY c.country;
DELIMITER //
CREATE TRIGGER invoice_line_total AFTER INSERT ON invoice_line FOR EACH ROW UPDATE invoice SET total = total + NEW.price * NEW.quantity WHERE invoice_id = NEW.invoice_id//
CREATE FUNCTION track_length(id int) RETURNS varchar(10) READS SQL DATA BEGIN RETURN (SELECT SEC_TO_TIME(milliseconds / 1000) FROM track WHERE track_id = id); END//
DELIMITER ;
