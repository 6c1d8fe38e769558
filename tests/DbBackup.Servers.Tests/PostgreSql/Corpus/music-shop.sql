-- A shop for music, as an application might have it: eleven tables with 15,000 rows, keys, serials, checks, views, a trigger that keeps a sum.
CREATE TABLE artist (artist_id serial PRIMARY KEY, name varchar(120) NOT NULL UNIQUE);
CREATE TABLE album (album_id serial PRIMARY KEY, title varchar(160) NOT NULL, artist_id int NOT NULL REFERENCES artist ON DELETE CASCADE, released date);
CREATE TABLE genre (genre_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE);
CREATE TYPE media AS ENUM ('vinyl', 'disc', 'file');
CREATE TABLE media_type (media_type_id smallint PRIMARY KEY, name varchar(120) NOT NULL, kind media NOT NULL DEFAULT 'file');
CREATE TABLE employee (
    employee_id serial PRIMARY KEY, last_name varchar(20) NOT NULL, first_name varchar(20) NOT NULL, reports_to int REFERENCES employee, birthday date, hired timestamp NOT NULL, CHECK (hired > birthday)
);
CREATE TABLE track (
    track_id bigserial PRIMARY KEY, name varchar(200) NOT NULL, album_id int REFERENCES album, genre_id int REFERENCES genre, media_type_id smallint NOT NULL REFERENCES media_type, composer varchar(220),
    milliseconds int NOT NULL CHECK (milliseconds > 0), bytes bigint, unit_price numeric(10, 2) NOT NULL DEFAULT 0.99, minutes numeric GENERATED ALWAYS AS (milliseconds / 60000.0) STORED
);
CREATE INDEX track_album ON track (album_id);
CREATE INDEX track_name ON track (lower(name));
CREATE TABLE customer (
    customer_id serial PRIMARY KEY, name text NOT NULL, mail text NOT NULL, address jsonb NOT NULL DEFAULT '{}', since timestamptz NOT NULL DEFAULT now(), support_id int REFERENCES employee ON DELETE SET NULL,
    CONSTRAINT mail_is_one CHECK (mail LIKE '%@%')
);
CREATE UNIQUE INDEX customer_mail ON customer (lower(mail));
CREATE TABLE invoice (invoice_id serial PRIMARY KEY, customer_id int NOT NULL REFERENCES customer, day date NOT NULL, total numeric(12, 2) NOT NULL DEFAULT 0);
CREATE TABLE invoice_line (
    invoice_id int REFERENCES invoice ON DELETE CASCADE, line int, track_id bigint NOT NULL REFERENCES track, quantity int NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 99), unit_price numeric(10, 2) NOT NULL,
    PRIMARY KEY (invoice_id, line)
);
CREATE FUNCTION keep_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE invoice SET total = (SELECT coalesce(sum(quantity * unit_price), 0) FROM invoice_line l WHERE l.invoice_id = NEW.invoice_id) WHERE invoice_id = NEW.invoice_id;
    RETURN NULL;
END $$;
CREATE TRIGGER invoice_total AFTER INSERT OR UPDATE ON invoice_line FOR EACH ROW EXECUTE FUNCTION keep_total();
CREATE TABLE playlist (playlist_id int PRIMARY KEY, name text, tags text[]);
CREATE TABLE playlist_track (playlist_id int REFERENCES playlist ON DELETE CASCADE, track_id bigint REFERENCES track ON DELETE CASCADE, PRIMARY KEY (playlist_id, track_id));
CREATE INDEX playlist_track_track ON playlist_track (track_id);
CREATE VIEW best_sellers AS SELECT t.track_id, t.name, sum(l.quantity) AS sold FROM track t JOIN invoice_line l USING (track_id) GROUP BY t.track_id;
CREATE MATERIALIZED VIEW sales_by_day AS SELECT day, count(*) AS invoices, sum(total) AS total FROM invoice GROUP BY day;
CREATE UNIQUE INDEX sales_by_day_day ON sales_by_day (day);
COMMENT ON TABLE track IS 'What can be bought alone';

INSERT INTO artist (name) SELECT 'Künstler ' || i FROM generate_series(1, 275) i;
INSERT INTO genre (name) SELECT 'Gattung ' || i FROM generate_series(1, 20) i;
INSERT INTO genre (name) VALUES ('Rock'), ('Jazz'), ('Klassik'), ('R&B / "Soul"'), (NULL);
INSERT INTO media_type VALUES (1, 'MPEG audio file', DEFAULT), (2, 'Protected AAC audio file', 'file'), (3, 'Long-playing record', 'vinyl'), (4, 'Compact disc', 'disc'), (5, 'Single', 'vinyl');
INSERT INTO employee (last_name, first_name, reports_to, birthday, hired) SELECT 'Müller ' || i, 'Eva', NULLIF(i / 2, 0), date '1960-02-29' + i * 731, timestamp '2002-08-14 09:00' + i * interval '40 days' FROM generate_series(1, 8) i;
INSERT INTO album (title, artist_id, released) SELECT 'Album ' || i || E' \t\\ "live"', 1 + i % 275, date '1960-01-01' + i * 47 FROM generate_series(1, 347) i;
INSERT INTO track (name, album_id, genre_id, media_type_id, composer, milliseconds, bytes, unit_price)
    SELECT 'Stück ' || i, NULLIF(i % 348, 0), NULLIF(i % 26, 0), 1 + i % 5, CASE WHEN i % 4 > 0 THEN 'Komponistin ' || i % 90 END, 60000 + i * 37, i * 4096::bigint, 0.99 + i % 3 FROM generate_series(1, 3503) i;
INSERT INTO customer (name, mail, address, since, support_id)
    SELECT 'Kundin ' || i, 'k' || i || '@example.org', jsonb_build_object('city', 'Ort ' || i, 'zip', lpad(i::text, 5, '0'), 'tags', jsonb_build_array(i, NULL, 'x')), timestamptz '2020-01-01 UTC' + i * interval '1 hour 1 microsecond', NULLIF(i % 9, 0) FROM generate_series(1, 59) i;
INSERT INTO invoice (customer_id, day) SELECT 1 + i % 59, date '2024-01-01' + i % 300 FROM generate_series(1, 412) i;
INSERT INTO invoice_line SELECT i, n, 1 + (i * 7 + n * 13) % 3503, 1 + n % 4, 0.99 FROM generate_series(1, 412) i, generate_series(1, 6) n;
INSERT INTO playlist SELECT i, 'Liste ' || i, ARRAY['l' || i, NULL] FROM generate_series(1, 16) i;
INSERT INTO playlist VALUES (17, '', '{}'), (18, NULL, NULL);
INSERT INTO playlist_track SELECT 1 + (track_id + n) % 17, track_id FROM track, generate_series(1, 3) n WHERE track_id % 6 < 5;
DELETE FROM invoice WHERE invoice_id % 17 = 0;
REFRESH MATERIALIZED VIEW sales_by_day;
