-- Inheritance: several parents in their order, merged and own columns, and columns whose order differs from the parents'.
CREATE TABLE shop.animal (id int NOT NULL, name text DEFAULT 'nameless', CONSTRAINT animal_has_name CHECK (name <> ''));
CREATE TABLE shop.owned (owner text, name text);
CREATE TABLE shop.dog (bark text, name text DEFAULT 'Rex', id int) INHERITS (shop.animal);
CREATE TABLE shop.pet (toy text) INHERITS (shop.owned, shop.animal);
ALTER TABLE shop.animal ADD COLUMN added_above int DEFAULT 5;
CREATE TABLE shop.stray (id int NOT NULL, extra text, name text, added_above int, CONSTRAINT animal_has_name CHECK (name <> ''));
ALTER TABLE shop.stray INHERIT shop.animal;
ALTER TABLE shop.pet ALTER added_above SET DEFAULT 6;
ALTER TABLE shop.dog ALTER name DROP DEFAULT;
ALTER TABLE ONLY shop.animal ADD CONSTRAINT only_here CHECK (id <> 0) NO INHERIT;
INSERT INTO shop.animal VALUES (1, 'a', 1);
INSERT INTO shop.dog (id, name, bark) VALUES (2, 'b', 'wau');
INSERT INTO shop.pet (owner, name, id, toy) VALUES ('o', 'c', 3, 'ball');
INSERT INTO shop.stray VALUES (4, 'e', 'd', 9);
