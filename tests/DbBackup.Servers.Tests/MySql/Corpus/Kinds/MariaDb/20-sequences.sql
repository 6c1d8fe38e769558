CREATE SEQUENCE plain_sequence;
CREATE SEQUENCE `odd ``sequence` START WITH 100 INCREMENT BY -3 MINVALUE -1000 MAXVALUE 200 CACHE 5 CYCLE ENGINE=InnoDB COMMENT='it''s';
SELECT NEXTVAL(plain_sequence), NEXTVAL(`odd ``sequence`) ; SELECT SETVAL(plain_sequence, 500);
CREATE SEQUENCE untouched START WITH 42 NOCACHE;
CREATE TABLE with_sequence (id bigint NOT NULL DEFAULT NEXTVAL(plain_sequence) PRIMARY KEY, v int); INSERT INTO with_sequence (v) VALUES (1), (2);
