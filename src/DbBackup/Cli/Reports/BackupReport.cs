using DbBackup.Catalog;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>backup</c>.</summary>
internal static class BackupReport
{
    public static Report Of(DbBackupResult result, bool dryRun, int width)
    {
        var exitCode = ExitCodes.Worst([.. result.Databases.Select(ExitCodes.Of), .. CleanupReport.CodesOf(result.Cleanup)]);
        Problem[] problems = [.. result.Databases.SelectMany(d => Problem.Of($"database {d.Database}", d)), .. CleanupReport.ProblemsOf(result.Cleanup)];
        return new Report
        {
            ExitCode = exitCode,
            Lines = [.. result.Databases.Select(d => Line(d, dryRun)).OfType<string>(), .. CleanupReport.LinesOf(result.Cleanup, dryRun, width)],
            Problems = problems,
            IsAnswer = dryRun,
            Json = () => JsonDocuments.Write(new BackupDocument(
                exitCode, problems.FirstOrDefault()?.Message, dryRun, [.. result.Databases.Select(Document)], CleanupRunDocument.Of(result.Cleanup))),
        };
    }

    /// <summary><c>stored of payload (share)</c>, how long it took, and what is in it.</summary>
    public static string Describe(BackupManifest backup)
    {
        var content = backup.Kind == BackupKind.Media
            ? Quantity.Count(backup.Entries ?? 0, "entry", "entries")
            : $"{Quantity.Count(backup.Tables.Sum(t => t.Rows), "row", "rows")} in {Quantity.Count(backup.Tables.Count, "table", "tables")}";
        return $"{Quantity.Bytes(backup.StoredBytes)} of {Quantity.Bytes(backup.PayloadBytes)} ({Quantity.Share(backup.StoredBytes, backup.PayloadBytes)}), "
            + $"{content}, {Quantity.Duration(backup.CompletedAt - backup.StartedAt)}";
    }

    private static string? Line(DatabaseBackupResult result, bool dryRun) => result switch
    {
        { Outcome: not RunOutcome.Succeeded } => null,
        { Backup: { } backup } => $"{result.Database}: {backup.Name}  {Describe(backup)}",
        _ => dryRun ? $"{result.Database}: would be backed up as {result.Filename}" : null,
    };

    private static DatabaseBackupDocument Document(DatabaseBackupResult result) => new(
        result.Database, JsonNames.Of(result.Outcome), JsonNames.ErrorOf(result), result.RunId, result.Filename, ReceiverFailureDocument.Of(result), result.Backup);
}
