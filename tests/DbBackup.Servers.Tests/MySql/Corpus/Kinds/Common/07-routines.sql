DELIMITER //
CREATE PROCEDURE plain_procedure(IN a int, OUT b varchar(20) CHARACTER SET utf8mb4, INOUT c decimal(10,2))
  COMMENT 'it''s a "procedure" \\ with\na break' SQL SECURITY INVOKER
BEGIN
  -- a comment that must stay: it's "quoted"; and `so`
  /* and this */ # and this
  DECLARE x int DEFAULT 0;
  DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET x = -1;
  label: LOOP
    SET x = x + 1;
    IF x > a THEN LEAVE label; END IF;
  END LOOP;
  SET b = 'ä€😀;//'' "';
INSERT INTO `zz_base` VALUES (1000, 'inside');
DELETE FROM zz_base WHERE id = 1000;
END//
CREATE DEFINER = 'corpus_definer'@'localhost' FUNCTION typed_function(a varchar(10) CHARACTER SET latin1 COLLATE latin1_german2_ci, b bigint unsigned) RETURNS enum('a','b') CHARACTER SET utf8mb4
  DETERMINISTIC NO SQL COMMENT '' RETURN IF(b > 1, 'a', 'b')//
SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES'//
CREATE FUNCTION "in ansi mode"(a int) RETURNS text READS SQL DATA RETURN 'back\slash' || a || "a"//
SET sql_mode = ''//
CREATE PROCEDURE `odd ``name "x" é`() MODIFIES SQL DATA SET @x = 1//
SET sql_mode = DEFAULT//
SET NAMES latin1//
CREATE PROCEDURE made_in_latin1() BEGIN SELECT 'made'; END//
SET NAMES utf8mb4//
SET collation_connection = utf8mb4_bin//
CREATE PROCEDURE made_in_binary() BEGIN SELECT 'made'; END//
SET NAMES utf8mb4//
DELIMITER ;
