CREATE TABLE artist (artist_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(120));
CREATE TABLE album (album_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, title varchar(160) NOT NULL, artist_id int NOT NULL, KEY album_artist (artist_id), CONSTRAINT fk_album_artist FOREIGN KEY (artist_id) REFERENCES artist (artist_id));
CREATE TABLE employee (employee_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, last_name varchar(20) NOT NULL, reports_to int, hired datetime, CONSTRAINT fk_reports FOREIGN KEY (reports_to) REFERENCES employee (employee_id));
CREATE TABLE customer (customer_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(60) NOT NULL, email varchar(60) NOT NULL UNIQUE, support_id int, country varchar(40), FOREIGN KEY (support_id) REFERENCES employee (employee_id));
CREATE TABLE track (track_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(200) NOT NULL, album_id int, milliseconds int NOT NULL, price decimal(10,2) NOT NULL, KEY (album_id), FULLTEXT KEY (name), FOREIGN KEY (album_id) REFERENCES album (album_id));
CREATE TABLE invoice (invoice_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, customer_id int NOT NULL, at datetime NOT NULL, total decimal(10,2) NOT NULL, FOREIGN KEY (customer_id) REFERENCES customer (customer_id));
CREATE TABLE invoice_line (invoice_id int NOT NULL, line int NOT NULL, track_id int NOT NULL, price decimal(10,2) NOT NULL, quantity int NOT NULL DEFAULT 1, PRIMARY KEY (invoice_id, line), FOREIGN KEY (invoice_id) REFERENCES invoice (invoice_id) ON DELETE CASCADE, FOREIGN KEY (track_id) REFERENCES track (track_id));
CREATE TABLE playlist (playlist_id int NOT NULL PRIMARY KEY, name varchar(120));
CREATE TABLE playlist_track (playlist_id int NOT NULL, track_id int NOT NULL, PRIMARY KEY (playlist_id, track_id), FOREIGN KEY (playlist_id) REFERENCES playlist (playlist_id), FOREIGN KEY (track_id) REFERENCES track (track_id));
INSERT INTO artist (name) WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT CONCAT('Artist ', i, CASE i % 4 WHEN 0 THEN ' & Söhne' WHEN 1 THEN ' "Live"' ELSE '' END) FROM n;
INSERT INTO album (title, artist_id) SELECT CONCAT('Album ', a.artist_id, '-', b.artist_id), a.artist_id FROM artist a JOIN artist b ON b.artist_id < 4;
INSERT INTO employee (last_name, reports_to, hired) VALUES ('Adams', NULL, '2002-08-14'), ('Edwards', 1, '2002-05-01'), ('O''Neil', 2, '2003-05-03');
INSERT INTO customer (name, email, support_id, country) SELECT CONCAT('Customer ', artist_id), CONCAT('c', artist_id, '@example.org'), 1 + artist_id % 3, IF(artist_id % 5 = 0, NULL, 'Österreich') FROM artist;
INSERT INTO track (name, album_id, milliseconds, price) SELECT CONCAT('Track ', b.artist_id, ' of ', title), album_id, 100000 + album_id * 37 + b.artist_id, 0.99 FROM album JOIN artist b ON b.artist_id < 12;
INSERT INTO invoice (customer_id, at, total) SELECT c.customer_id, '2025-01-01' + INTERVAL c.customer_id * 7 + a.artist_id DAY, 1.98 FROM customer c JOIN artist a ON a.artist_id < 8;
INSERT INTO invoice_line SELECT invoice_id, n, 1 + (invoice_id * n) % 1900, 0.99, 1 FROM invoice JOIN (SELECT 1 AS n UNION ALL SELECT 2) x;
INSERT INTO playlist VALUES (1, 'Music'), (2, 'Empty'), (3, 'Grunge');
INSERT INTO playlist_track SELECT 1 + 2 * (track_id % 2), track_id FROM track WHERE track_id % 3 = 0;
CREATE VIEW sales AS SELECT c.country, SUM(i.total) AS total, COUNT(*) AS invoices FROM invoice i JOIN customer c USING (customer_id) GROUP BY c.country;
DELIMITER //
CREATE TRIGGER invoice_line_total AFTER INSERT ON invoice_line FOR EACH ROW UPDATE invoice SET total = total + NEW.price * NEW.quantity WHERE invoice_id = NEW.invoice_id//
CREATE FUNCTION track_length(id int) RETURNS varchar(10) READS SQL DATA BEGIN RETURN (SELECT SEC_TO_TIME(milliseconds / 1000) FROM track WHERE track_id = id); END//
DELIMITER ;
