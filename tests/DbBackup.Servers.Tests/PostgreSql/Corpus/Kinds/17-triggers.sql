-- Triggers: times, events, columns, conditions, transition tables, arguments, constraint triggers, enabled states, on views and on partitions.
CREATE FUNCTION shop.notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE shop.watched (id int PRIMARY KEY, a text, b text);
CREATE TRIGGER before_row BEFORE INSERT OR UPDATE OF a, b ON shop.watched FOR EACH ROW WHEN (NEW.a <> 'it''s' OR NEW.b IS NULL) EXECUTE FUNCTION shop.notice('one', 'tw''o', E'thr\\ee', '');
CREATE TRIGGER after_statement AFTER UPDATE ON shop.watched REFERENCING OLD TABLE AS "old ones" NEW TABLE AS new_ones FOR EACH STATEMENT EXECUTE FUNCTION shop.notice();
CREATE TRIGGER on_truncate BEFORE TRUNCATE ON shop.watched EXECUTE FUNCTION shop.notice();
CREATE TRIGGER "odd ""trigger"";" AFTER DELETE ON shop.watched FOR EACH ROW EXECUTE FUNCTION shop.notice();
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON shop.watched FROM shop.hen DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.notice();
CREATE TRIGGER disabled AFTER INSERT ON shop.watched FOR EACH ROW EXECUTE FUNCTION shop.notice();
CREATE TRIGGER for_replicas AFTER INSERT ON shop.watched FOR EACH ROW EXECUTE FUNCTION shop.notice();
CREATE TRIGGER for_all AFTER INSERT ON shop.watched FOR EACH ROW EXECUTE FUNCTION shop.notice();
ALTER TABLE shop.watched DISABLE TRIGGER disabled, ENABLE REPLICA TRIGGER for_replicas, ENABLE ALWAYS TRIGGER for_all;
COMMENT ON TRIGGER before_row ON shop.watched IS 'Before each';
CREATE TRIGGER instead INSTEAD OF UPDATE ON shop.cascaded FOR EACH ROW EXECUTE FUNCTION shop.notice();
CREATE TRIGGER on_partitions AFTER INSERT ON shop.sales FOR EACH ROW EXECUTE FUNCTION shop.notice();
CREATE TRIGGER before_partitions BEFORE UPDATE ON shop.sales FOR EACH ROW EXECUTE FUNCTION shop.notice('x');
ALTER TABLE shop.sales_new DISABLE TRIGGER on_partitions;
ALTER TABLE shop.sales_old ENABLE ALWAYS TRIGGER on_partitions;
CREATE TRIGGER own_of_partition AFTER DELETE ON shop.sales_old FOR EACH ROW EXECUTE FUNCTION shop.notice();
INSERT INTO shop.watched VALUES (1, 'a', 'b');
-- A trigger that goes with an extension.
CREATE TRIGGER with_extension AFTER INSERT ON shop.watched FOR EACH ROW EXECUTE FUNCTION shop.notice();
ALTER TRIGGER with_extension ON shop.watched DEPENDS ON EXTENSION pg_trgm;
