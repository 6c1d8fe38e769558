CREATE TABLE watched (id int AUTO_INCREMENT PRIMARY KEY, v varchar(50));
CREATE TABLE `log of watched` (id int AUTO_INCREMENT PRIMARY KEY, line text CHARACTER SET utf8mb4);
DELIMITER //
CREATE TRIGGER b_second AFTER INSERT ON watched FOR EACH ROW INSERT INTO `log of watched` (line) VALUES (CONCAT('second ', NEW.v))//
CREATE TRIGGER z_first AFTER INSERT ON watched FOR EACH ROW PRECEDES b_second INSERT INTO `log of watched` (line) VALUES (CONCAT('first ', NEW.v))//
CREATE TRIGGER a_third AFTER INSERT ON watched FOR EACH ROW FOLLOWS b_second BEGIN
  -- it's a comment; "so"
  INSERT INTO `log of watched` (line) VALUES ('third; ä😀');
END//
CREATE DEFINER = 'corpus_definer'@'localhost' TRIGGER before_update BEFORE UPDATE ON watched FOR EACH ROW SET NEW.v = CONCAT(NEW.v, '!')//
SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'//
CREATE TRIGGER "odd ""trigger" BEFORE DELETE ON watched FOR EACH ROW INSERT INTO "log of watched" (line) VALUES ('a\b')//
SET sql_mode = DEFAULT//
SET NAMES latin1//
CREATE TRIGGER in_latin1 BEFORE INSERT ON watched FOR EACH ROW SET NEW.v = TRIM(NEW.v)//
SET NAMES utf8mb4//
DELIMITER ;
INSERT INTO watched (v) VALUES ('one'), ('two'); UPDATE watched SET v = 'changed' WHERE id = 1; DELETE FROM watched WHERE id = 2;
