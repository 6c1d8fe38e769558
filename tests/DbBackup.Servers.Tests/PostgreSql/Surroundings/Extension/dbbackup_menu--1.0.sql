CREATE TABLE menu.dishes (id serial PRIMARY KEY, name text NOT NULL, is_standard boolean NOT NULL DEFAULT false);
INSERT INTO menu.dishes (name, is_standard) VALUES ('soup', true), ('salad', true);
CREATE TABLE menu.choices (key text PRIMARY KEY, value text);
CREATE TABLE menu.internal (i int);
INSERT INTO menu.internal VALUES (1), (2);
SELECT pg_catalog.pg_extension_config_dump('menu.dishes', 'WHERE NOT is_standard');
SELECT pg_catalog.pg_extension_config_dump('menu.dishes_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('menu.choices', '');
