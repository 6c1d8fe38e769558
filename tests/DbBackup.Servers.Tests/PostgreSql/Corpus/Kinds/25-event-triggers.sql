-- Event triggers: they would act on the restore itself. This one forbids everything to all but one role.
CREATE FUNCTION shop.on_event() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE FUNCTION shop.forbids() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no % here', tg_tag; END $$;
CREATE EVENT TRIGGER starts ON ddl_command_start WHEN TAG IN ('CREATE OPERATOR CLASS', 'ALTER POLICY') EXECUTE FUNCTION shop.on_event();
CREATE EVENT TRIGGER "odd ""event""" ON ddl_command_end EXECUTE FUNCTION shop.on_event();
CREATE EVENT TRIGGER rewrites ON table_rewrite EXECUTE FUNCTION shop.on_event();
CREATE EVENT TRIGGER drops ON sql_drop WHEN TAG IN ('DROP FOREIGN TABLE') EXECUTE FUNCTION shop.forbids();
\if :has_17
CREATE EVENT TRIGGER comes ON login EXECUTE FUNCTION shop.on_event();
\endif
ALTER EVENT TRIGGER rewrites ENABLE ALWAYS;
ALTER EVENT TRIGGER "odd ""event""" DISABLE;
ALTER EVENT TRIGGER starts ENABLE REPLICA;
COMMENT ON EVENT TRIGGER drops IS 'None is dropped';
