namespace DbBackup.Connectors;

/// <summary>An operator or a support function of a class or family, as both spell it.</summary>
/// <param name="Id">Its row in <c>pg_amop</c> or <c>pg_amproc</c>.</param>
/// <param name="Owner">The class or family to which it belongs.</param>
/// <param name="Names">The operator or function and its types: what says whether it is an extension's.</param>
/// <param name="Clause">The clause.</param>
internal sealed record OperatorMember(CatalogId Id, CatalogId Owner, IReadOnlyList<CatalogId> Names, string Clause)
{
    private const string Operators =
        """
        SELECT m.oid, d.refclassid, d.refobjid, m.amopstrategy, n.nspname::text, o.oprname::text, format_type(m.amoplefttype, NULL),
               format_type(m.amoprighttype, NULL), sn.nspname::text, s.opfname::text,
               o.oid, m.amoplefttype, m.amoprighttype
        FROM pg_amop m JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = m.oid
             AND d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass) AND d.deptype IN ('i', 'a')
        JOIN pg_operator o ON o.oid = m.amopopr JOIN pg_namespace n ON n.oid = o.oprnamespace
        LEFT JOIN pg_opfamily s ON s.oid = m.amopsortfamily LEFT JOIN pg_namespace sn ON sn.oid = s.opfnamespace
        WHERE m.oid >= 16384 AND (m.amopsortfamily = 0 OR d.refobjid <> m.amopsortfamily OR d.refobjid = m.amopfamily)
        ORDER BY m.amoplefttype, m.amoprighttype, m.amopstrategy
        """;

    private const string Functions =
        """
        SELECT m.oid, d.refclassid, d.refobjid, m.amprocnum, format_type(m.amproclefttype, NULL), format_type(m.amprocrighttype, NULL),
               m.amproc::oid::regprocedure::text, m.amproc::oid, m.amproclefttype, m.amprocrighttype
        FROM pg_amproc m JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = m.oid
             AND d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass) AND d.deptype IN ('i', 'a')
        WHERE m.oid >= 16384 ORDER BY m.amproclefttype, m.amprocrighttype, m.amprocnum
        """;

    /// <summary>All members, by the class or family to which <c>pg_depend</c> ties them.</summary>
    public static async Task<ILookup<CatalogId, OperatorMember>> ReadAsync(PgCatalog catalog, CancellationToken token)
    {
        var operators = await catalog.QueryAsync(Operators, row => new OperatorMember(
            catalog.Id("pg_amop", row.Oid(0)), new(row.Oid(1), row.Oid(2)),
            [catalog.Id("pg_operator", row.Oid(10)), catalog.Id("pg_type", row.Oid(11)), catalog.Id("pg_type", row.Oid(12))],
            $"OPERATOR {row.GetInt16(3)} {PgName.Quote(row.Text(4))}.{row.Text(5)} ({row.Text(6)}, {row.Text(7)})"
            + (row.IsDBNull(9) ? "" : $" FOR ORDER BY {PgName.Quote(row.Text(8), row.Text(9))}")), token).ConfigureAwait(false);
        var functions = await catalog.QueryAsync(Functions, row => new OperatorMember(
            catalog.Id("pg_amproc", row.Oid(0)), new(row.Oid(1), row.Oid(2)),
            [catalog.Id("pg_proc", row.Oid(7)), catalog.Id("pg_type", row.Oid(8)), catalog.Id("pg_type", row.Oid(9))],
            $"FUNCTION {row.GetInt16(3)} ({row.Text(4)}, {row.Text(5)}) {row.Text(6)}"), token).ConfigureAwait(false);
        return operators.Concat(functions).ToLookup(member => member.Owner);
    }
}
