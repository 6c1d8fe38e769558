namespace DbBackup.Connectors;

/// <summary>Takes away what a plain <c>DROP … IF EXISTS</c> cannot.</summary>
internal static class DropBlock
{
    /// <summary>
    /// Drops a type together with its own functions, which need the type as the type needs them. <c>CASCADE</c> would take columns of tables
    /// along that are in no backup: where anything else still uses the type, the block fails.
    /// </summary>
    public static string OfType(string schema, string name) => $"DO {DollarQuote.Of(
        $"""
        DECLARE
            dropped oid := (SELECT t.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                            WHERE n.nspname = {PgName.Literal(schema)} AND t.typname = {PgName.Literal(name)});
            dependent text;
        BEGIN
            SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) INTO dependent
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_type t ON t.oid = d.refobjid
            WHERE d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.deptype = 'n'
            AND (t.oid = dropped OR t.typelem = dropped AND t.typarray = 0)
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend own WHERE own.classid = d.refclassid AND own.objid = dropped
                            AND own.refclassid = d.classid AND own.refobjid = d.objid)
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend part WHERE part.classid = d.classid AND part.objid = d.objid AND part.deptype = 'i')
            LIMIT 1;
            IF dependent IS NOT NULL THEN
                RAISE EXCEPTION 'The type % is used by what is not in the backup: %.', {PgName.Literal(PgName.Quote(schema, name))}, dependent;
            END IF;
            DROP TYPE IF EXISTS {PgName.Quote(schema, name)} CASCADE;
        END
        """)}";

    /// <summary>Drops a constraint of a domain, where there is one.</summary>
    public static string OfDomainConstraint(string domain, string name) => $"DO {DollarQuote.Of(
        $"""
        BEGIN
            IF pg_catalog.to_regtype({PgName.Literal(domain)}) IS NOT NULL THEN
                ALTER DOMAIN {domain} DROP CONSTRAINT IF EXISTS {PgName.Quote(name)};
            END IF;
        END
        """)}";

    /// <summary>Drops a subscription and leaves the publisher's slot, which the restored one uses again.</summary>
    public static string OfSubscription(string name) => $"DO {DollarQuote.Of(
        $"""
        BEGIN
            IF EXISTS (SELECT FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
                       WHERE d.datname = pg_catalog.current_database() AND s.subname = {PgName.Literal(name)}) THEN
                ALTER SUBSCRIPTION {PgName.Quote(name)} DISABLE;
                ALTER SUBSCRIPTION {PgName.Quote(name)} SET (slot_name = NONE);
                DROP SUBSCRIPTION {PgName.Quote(name)};
            END IF;
        END
        """)}";

    /// <summary>Runs a statement that names a schema, where that is there.</summary>
    public static string InSchema(string schema, string sql) => $"DO {DollarQuote.Of(
        $"""
        BEGIN
            IF EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = {PgName.Literal(schema)}) THEN
                {sql};
            END IF;
        END
        """)}";
}
