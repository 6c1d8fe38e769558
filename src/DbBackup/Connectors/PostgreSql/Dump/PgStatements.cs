using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>Statements of a schema as the archive has them, and back.</summary>
internal static class PgStatements
{
    /// <summary>For the archive.</summary>
    public static NativeStatement ToArchive(SchemaStatement statement) => new(
        new()
        {
            Kind = statement.Kind, Schema = statement.Schema, Identity = statement.Identity, Aspect = statement.Aspect.ToString(), Phase = statement.Phase.ToString(),
            Roles = statement.Roles.Count == 0 ? null : statement.Roles, Locks = statement.Locks.Count == 0 ? null : statement.Locks,
            Table = statement.Locks.Count > 0 ? null : statement.Table,
        },
        statement.Sql);

    /// <summary>What removes the object of a statement, for the archive; nothing for one that removes nothing.</summary>
    public static IEnumerable<NativeStatement> ToDrop(SchemaStatement statement) => statement.Drop is null
        ? []
        : [new(ToArchive(statement).Header with { Roles = null, Locks = null, Table = null }, statement.Drop)];

    /// <summary>From the archive.</summary>
    /// <exception cref="DamagedBackupException">It says something that is not known.</exception>
    public static SchemaStatement FromArchive(NativeStatement statement)
    {
        var header = statement.Header;
        if (!Enum.TryParse<StatementAspect>(header.Aspect, out var aspect) || !Enum.TryParse<SchemaPhase>(header.Phase, out var phase))
            throw new DamagedBackupException($"The backup has a statement of the phase '{header.Phase}' about '{header.Aspect}', which this version does not know; update DbBackup.");
        return new()
        {
            Kind = header.Kind, Schema = header.Schema, Identity = header.Identity, Aspect = aspect, Phase = phase, Sql = statement.Sql,
            Roles = header.Roles ?? [], Locks = header.Locks ?? [], Table = header.Table,
        };
    }
}
