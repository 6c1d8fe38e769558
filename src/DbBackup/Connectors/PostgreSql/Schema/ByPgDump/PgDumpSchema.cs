namespace DbBackup.Connectors;

/// <summary>
/// A schema whose statements <c>pg_dump</c> wrote. Written in process stay what a schema without rows lacks there, and what must not be as it
/// writes it: large objects, the filling of materialized views, extensions in their version, subscriptions without secrets, what belongs to the
/// database itself, and the removal of what a new database has and the source has not.
/// </summary>
internal static class PgDumpSchema
{
    private static readonly string[] InProcess = ["LARGE OBJECT", "SUBSCRIPTION", RestoreRequirements.DatabaseKind];

    /// <summary>Puts it together.</summary>
    public static async Task<SchemaDump> ReadAsync(SchemaContents contents, PgDumpSections sections, string program, CancellationToken token)
    {
        var preData = await sections.PreDataAsync(token).ConfigureAwait(false);
        var postData = await sections.PostDataAsync(token).ConfigureAwait(false);
        var objects = contents.Objects.Objects;
        List<SchemaStatement> statements =
        [
            .. Removals(objects, "SCHEMA"), .. WithVersions(preData, objects), .. InProcess.SelectMany(kind => objects.Where(item => item.Kind == kind)).SelectMany(item => item.Statements),
            .. Removals(objects, "EXTENSION"), .. RefreshOrder.Of(contents.Graph), .. postData,
        ];
        return contents.Dump with
        {
            Statements = [.. statements.Select(statement => statement with { Drop = null }).OrderBy(statement => statement.Phase)],
            Program = program, Lost = contents.Objects.LossesOfPgDump,
        };
    }

    private static IEnumerable<SchemaStatement> Removals(IEnumerable<SchemaObject> objects, string kind) =>
        objects.Where(item => item.Kind == kind).SelectMany(item => item.Statements).Where(statement => statement.Sql.StartsWith("DROP ", StringComparison.Ordinal));

    private static IEnumerable<SchemaStatement> WithVersions(IEnumerable<SchemaStatement> statements, IEnumerable<SchemaObject> objects)
    {
        var extensions = objects.Where(item => item.Kind == "EXTENSION").SelectMany(item => item.Statements.Take(1), (item, made) => (item.Name, made.Sql)).ToDictionary();
        return statements.Select(statement =>
            statement.Sql.StartsWith("CREATE EXTENSION", StringComparison.Ordinal) && PgScriptSchema.Extension(statement) is { } name && extensions.TryGetValue(name, out var sql)
                ? statement with { Sql = sql }
                : statement);
    }
}
