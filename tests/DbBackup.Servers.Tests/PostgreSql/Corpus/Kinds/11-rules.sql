-- Rules: instead and also, conditional, disabled, on views and tables.
CREATE TABLE shop.rule_log (what text);
CREATE RULE view_insert AS ON INSERT TO shop.second_view DO INSTEAD INSERT INTO shop.rule_log VALUES (NEW.b);
CREATE RULE "odd ""rule""" AS ON UPDATE TO shop.hen WHERE OLD.id <> NEW.id DO ALSO (INSERT INTO shop.rule_log VALUES ('one'); INSERT INTO shop.rule_log VALUES ('two;'));
CREATE RULE no_delete AS ON DELETE TO shop.egg DO INSTEAD NOTHING;
ALTER TABLE shop.egg DISABLE RULE no_delete;
ALTER TABLE shop.hen ENABLE ALWAYS RULE "odd ""rule""";
CREATE RULE replica_rule AS ON INSERT TO shop.hen DO ALSO NOTHING;
ALTER TABLE shop.hen ENABLE REPLICA RULE replica_rule;
COMMENT ON RULE no_delete ON shop.egg IS 'Nothing is deleted';
