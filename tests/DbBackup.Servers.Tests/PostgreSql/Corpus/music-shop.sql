-- A shop for music, as an application might have it: keys, serials, checks, views, a trigger that keeps a sum, and rows.
CREATE TABLE artist (artist_id serial PRIMARY KEY, name varchar(120) NOT NULL UNIQUE);
CREATE TABLE album (album_id serial PRIMARY KEY, title varchar(160) NOT NULL, artist_id int NOT NULL REFERENCES artist ON DELETE CASCADE, released date);
CREATE TABLE genre (genre_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE);
CREATE TYPE media AS ENUM ('vinyl', 'disc', 'file');
CREATE TABLE track (
    track_id bigserial PRIMARY KEY, name varchar(200) NOT NULL, album_id int REFERENCES album, genre_id int REFERENCES genre, kind media NOT NULL DEFAULT 'file',
    milliseconds int NOT NULL CHECK (milliseconds > 0), bytes bigint, unit_price numeric(10, 2) NOT NULL DEFAULT 0.99, minutes numeric GENERATED ALWAYS AS (milliseconds / 60000.0) STORED
);
CREATE INDEX track_album ON track (album_id);
CREATE INDEX track_name ON track (lower(name));
CREATE TABLE customer (
    customer_id serial PRIMARY KEY, name text NOT NULL, mail text NOT NULL, address jsonb NOT NULL DEFAULT '{}', since timestamptz NOT NULL DEFAULT now(),
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
CREATE TABLE playlist (playlist_id int PRIMARY KEY, name text, tracks bigint[]);
CREATE VIEW best_sellers AS SELECT t.track_id, t.name, sum(l.quantity) AS sold FROM track t JOIN invoice_line l USING (track_id) GROUP BY t.track_id;
CREATE MATERIALIZED VIEW sales_by_day AS SELECT day, count(*) AS invoices, sum(total) AS total FROM invoice GROUP BY day;
CREATE UNIQUE INDEX sales_by_day_day ON sales_by_day (day);
COMMENT ON TABLE track IS 'What can be bought alone';

INSERT INTO artist (name) SELECT 'Künstler ' || i FROM generate_series(1, 40) i;
INSERT INTO genre (name) VALUES ('Rock'), ('Jazz'), ('Klassik'), ('R&B / "Soul"'), (NULL);
INSERT INTO album (title, artist_id, released) SELECT 'Album ' || i || E' \t\\ "live"', 1 + i % 40, date '1960-01-01' + i * 97 FROM generate_series(1, 150) i;
INSERT INTO track (name, album_id, genre_id, kind, milliseconds, bytes, unit_price)
    SELECT 'Stück ' || i, NULLIF(i % 151, 0), NULLIF(i % 6, 0), (ARRAY['vinyl', 'disc', 'file']::media[])[1 + i % 3], 60000 + i * 37, i * 4096::bigint, 0.99 + i % 3 FROM generate_series(1, 2500) i;
INSERT INTO customer (name, mail, address, since) SELECT 'Kundin ' || i, 'k' || i || '@example.org', jsonb_build_object('city', 'Ort ' || i, 'zip', lpad(i::text, 5, '0'), 'tags', jsonb_build_array(i, NULL, 'x')), timestamptz '2020-01-01 UTC' + i * interval '1 hour 1 microsecond' FROM generate_series(1, 60) i;
INSERT INTO invoice (customer_id, day) SELECT 1 + i % 60, date '2024-01-01' + i % 300 FROM generate_series(1, 400) i;
INSERT INTO invoice_line SELECT i, n, 1 + (i * 7 + n * 13) % 2500, 1 + n % 4, 0.99 FROM generate_series(1, 400) i, generate_series(1, 5) n;
INSERT INTO playlist VALUES (1, 'Everything', ARRAY(SELECT track_id FROM track ORDER BY track_id)), (2, '', '{}'), (3, NULL, NULL);
DELETE FROM invoice WHERE invoice_id % 17 = 0;
REFRESH MATERIALIZED VIEW sales_by_day;
