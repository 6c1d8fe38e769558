-- What was made while the database had another collation keeps that.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
DELIMITER //
CREATE PROCEDURE made_before(a varchar(10)) BEGIN SELECT a; END//
CREATE FUNCTION made_before_too(a varchar(10)) RETURNS varchar(10) NO SQL RETURN a//
CREATE TRIGGER made_before AFTER DELETE ON zz_base FOR EACH ROW SET @x = 'ä😀'//
CREATE EVENT made_before ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DO SET @x = 1//
DELIMITER ;
ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_german1_ci;
