using System.Globalization;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>Sets sequences to where they stood.</summary>
internal static class SequenceStatements
{
    /// <summary>The kind of these statements.</summary>
    public const string Kind = "SEQUENCE SET";

    /// <summary>One statement a sequence.</summary>
    public static IEnumerable<NativeStatement> Of(IEnumerable<SequenceState> states) => states.Select(s => new NativeStatement(
        new() { Kind = Kind, Schema = s.Schema, Identity = PgName.Quote(s.Schema, s.Name), Aspect = nameof(StatementAspect.Definition), Phase = nameof(SchemaPhase.Index) },
        string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT pg_catalog.setval({PgName.Literal(PgName.Quote(s.Schema, s.Name))}::pg_catalog.regclass, {s.LastValue}, {(s.IsCalled ? "true" : "false")})")));
}
