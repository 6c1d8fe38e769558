-- A view before those that it is made of, by name.
CREATE TABLE zz_base (id int PRIMARY KEY, v varchar(20)); INSERT INTO zz_base VALUES (1, 'a'), (2, 'b');
CREATE VIEW m_middle AS SELECT id, v, CONCAT(v, 'it''s "x" \\ \n', '%') AS more FROM zz_base;
CREATE VIEW a_first (`odd ``name`, second) AS SELECT m.id, z.v FROM m_middle m JOIN zz_base z USING (id);
CREATE ALGORITHM = MERGE DEFINER = 'corpus_definer'@'localhost' SQL SECURITY INVOKER VIEW with_options AS SELECT id FROM zz_base WHERE id > 0 WITH CASCADED CHECK OPTION;
CREATE ALGORITHM = TEMPTABLE DEFINER = 'odd ''definer'''@'%' VIEW by_table AS SELECT COUNT(*) AS n FROM zz_base;
CREATE VIEW local_check AS SELECT * FROM zz_base WHERE id < 100 WITH LOCAL CHECK OPTION;
CREATE VIEW with_recursion AS WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i, ROW_NUMBER() OVER (ORDER BY i DESC) AS r FROM n;
SET NAMES latin1; CREATE VIEW view_in_latin1 AS SELECT 'x' AS latin1_text, id FROM zz_base; SET NAMES utf8mb4;
-- Each is made of the other's place: what makes a circle of names though none of data.
CREATE FUNCTION rows_of_b() RETURNS int READS SQL DATA RETURN 1;
CREATE VIEW circle_a AS SELECT rows_of_b() AS n;
CREATE VIEW circle_b AS SELECT n FROM circle_a;
DROP FUNCTION rows_of_b;
CREATE FUNCTION rows_of_b() RETURNS int READS SQL DATA RETURN (SELECT COUNT(*) FROM circle_b);
