using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>Which part of a backup is restored.</summary>
/// <param name="options">The options.</param>
internal sealed class RestoreSelection(RestoreOptions options)
{
    private readonly HashSet<string> _schemas = new(options.Schemas, StringComparer.Ordinal);

    /// <summary>Whether it is all of it.</summary>
    public bool IsAll => _schemas.Count == 0;

    /// <summary>The statements that are run.</summary>
    /// <param name="statements">The backup's.</param>
    /// <param name="isNew">Whether the database is; one that was there keeps its owner, grants and settings.</param>
    public List<SchemaStatement> Of(IEnumerable<NativeStatement> statements, bool isNew) =>
        [.. statements.Select(PgStatements.FromArchive).Where(s => Includes(s) && (isNew || s.Kind != RestoreRequirements.DatabaseKind))];

    /// <summary>Whether a stream is loaded.</summary>
    public bool Includes(NativeStream stream) => IsAll || (stream.Schema is { } schema && _schemas.Contains(schema));

    /// <exception cref="BackupException">A schema is asked for that the backup does not have, or that cannot be taken out of it.</exception>
    public void RequireSchemas(IEnumerable<NativeStatement> statements, NativeBackup backup, PgConnectionSettings settings)
    {
        if (!IsAll && backup.SchemaProgram is { } program)
            throw new BackupException(
                $"Database {settings.Database}: the backup's definitions were written by {program}, and no schema can be taken out of them alone. Restore all of it to another database, without --schema.");
        var there = statements.Select(s => s.Header.Schema).Concat(backup.Streams.Select(s => s.Schema)).ToHashSet();
        if (_schemas.FirstOrDefault(s => !there.Contains(s)) is { } missing)
            throw new BackupException($"Database {settings.Database}: the backup has nothing in the schema {PgName.Quote(missing)}. Correct --schema.");
    }

    private bool Includes(SchemaStatement statement)
    {
        if ((statement.Aspect is StatementAspect.Owner && options.NoOwner) || (statement.Aspect is StatementAspect.Privilege && options.NoPrivileges))
            return false;
        return IsAll || (statement.Schema is { } schema && _schemas.Contains(schema)) || (statement.Kind == "SCHEMA" && _schemas.Any(s => PgName.Quote(s) == statement.Identity));
    }
}
