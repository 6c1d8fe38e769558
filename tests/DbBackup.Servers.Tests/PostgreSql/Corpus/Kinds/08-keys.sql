-- Keys, exclusion constraints and foreign keys in all their forms.
CREATE TABLE shop.parent (
    a int, b int, c text, during tsrange,
    CONSTRAINT "parent's key" PRIMARY KEY (a, b) INCLUDE (c) WITH (fillfactor = 90),
    CONSTRAINT parent_unique UNIQUE (c) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT parent_checked_late UNIQUE (a, c, b) DEFERRABLE,
    CONSTRAINT parent_nulls UNIQUE NULLS NOT DISTINCT (c, a),
    CONSTRAINT parent_no_overlap EXCLUDE USING gist (during WITH &&) WHERE (a > 0),
    CONSTRAINT parent_excluded EXCLUDE USING btree ((a + b) WITH =) DEFERRABLE
);
COMMENT ON CONSTRAINT "parent's key" ON shop.parent IS 'The key';
CREATE UNIQUE INDEX parent_turned_into_key ON shop.parent (b, a);
ALTER TABLE shop.parent ADD CONSTRAINT parent_from_index UNIQUE USING INDEX parent_turned_into_key;
CREATE UNIQUE INDEX parent_only_index ON shop.parent (c, b);
CLUSTER shop.parent USING parent_from_index;
INSERT INTO shop.parent VALUES (1, 1, 'x', '[2020-01-01,2020-02-01)'), (2, 2, 'y', '[2021-01-01,)'), (3, 3, NULL, 'empty');
CREATE TABLE shop.child (
    id int PRIMARY KEY, a int, b int, c text, self int REFERENCES shop.child DEFERRABLE,
    CONSTRAINT child_full FOREIGN KEY (a, b) REFERENCES shop.parent (a, b) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL,
    CONSTRAINT child_swapped FOREIGN KEY (b, a) REFERENCES shop.parent (a, b) ON DELETE SET DEFAULT (a) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT child_index FOREIGN KEY (c, b) REFERENCES shop.parent (c, b) ON DELETE RESTRICT ON UPDATE SET NULL
);
INSERT INTO shop.child VALUES (1, 1, 1, 'x', 1), (2, NULL, NULL, NULL, 1);
CREATE TABLE shop.unproven (a int);
INSERT INTO shop.unproven VALUES (12345);
-- Its row violates the constraint, which is not valid, and must stay both.
ALTER TABLE shop.unproven ADD CONSTRAINT unproven_fk FOREIGN KEY (a) REFERENCES shop.child NOT VALID;
COMMENT ON CONSTRAINT unproven_fk ON shop.unproven IS 'Not proven';
-- Foreign keys from, to and between partitioned tables, and a circle of two tables.
CREATE TABLE shop.sale_notes (sale int, day date, note text, FOREIGN KEY (sale, day) REFERENCES shop.sales ON DELETE CASCADE);
INSERT INTO shop.sale_notes VALUES (7, '2020-06-06', 'n');
ALTER TABLE shop.listed ADD CONSTRAINT listed_to_child FOREIGN KEY (n) REFERENCES shop.child (id) DEFERRABLE;
CREATE TABLE shop.hen (id int PRIMARY KEY, egg int);
CREATE TABLE shop.egg (id int PRIMARY KEY, hen int REFERENCES shop.hen);
INSERT INTO shop.hen VALUES (1, 1);
INSERT INTO shop.egg VALUES (1, 1);
ALTER TABLE shop.hen ADD FOREIGN KEY (egg) REFERENCES shop.egg;
\if :has_18
CREATE TABLE shop.rooms (room int, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
CREATE TABLE shop.guests (room int, during daterange, FOREIGN KEY (room, PERIOD during) REFERENCES shop.rooms (room, PERIOD during));
INSERT INTO shop.rooms VALUES (1, '[2020-01-01,2020-02-01)');
INSERT INTO shop.guests VALUES (1, '[2020-01-05,2020-01-09)');
CREATE TABLE shop.hoped (a int, b int) PARTITION BY LIST (a);
CREATE TABLE shop.hoped_1 PARTITION OF shop.hoped FOR VALUES IN (1);
INSERT INTO shop.hoped VALUES (1, 999);
ALTER TABLE shop.hoped ADD CONSTRAINT hoped_fk FOREIGN KEY (b) REFERENCES shop.hen NOT VALID;
CREATE TABLE shop.believed (a int, CONSTRAINT believed_fk FOREIGN KEY (a) REFERENCES shop.hen NOT ENFORCED);
INSERT INTO shop.believed VALUES (99);
\endif
