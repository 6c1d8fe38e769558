using System.Globalization;

namespace DbBackup.Connectors;

/// <summary>Sets sequences to where they stood.</summary>
internal static class SequenceStatements
{
    /// <summary>The kind of these statements.</summary>
    public const string Kind = "SEQUENCE SET";

    /// <summary>One statement a sequence.</summary>
    public static IEnumerable<SchemaStatement> Of(IEnumerable<SequenceState> states) => states.Select(s => new SchemaStatement
    {
        Kind = Kind,
        Schema = s.Schema,
        Identity = PgName.Quote(s.Schema, s.Name),
        Phase = SchemaPhase.Index,
        Sql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT pg_catalog.setval({PgName.Literal(PgName.Quote(s.Schema, s.Name))}::pg_catalog.regclass, {s.LastValue}, {(s.IsCalled ? "true" : "false")})"),
    });
}
