using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>media-backup</c>.</summary>
internal static class MediaBackupReport
{
    public static Report Of(MediaBackupResult result, bool dryRun, int width)
    {
        var exitCode = ExitCodes.Worst([ExitCodes.Of(result), .. CleanupReport.CodesOf(result.Cleanup)]);
        Problem[] problems = [.. Problem.Of("media", result), .. CleanupReport.ProblemsOf(result.Cleanup)];
        return new Report
        {
            ExitCode = exitCode,
            Lines = [.. Lines(result, dryRun), .. CleanupReport.LinesOf(result.Cleanup, dryRun, width)],
            Problems = problems,
            IsAnswer = dryRun,
            Json = () => JsonDocuments.Write(new MediaBackupDocument(
                exitCode, problems.FirstOrDefault()?.Message, dryRun, JsonNames.Of(result.Outcome), result.RunId, result.Filename,
                ReceiverFailureDocument.Of(result), result.Backup, result.Tolerated, CleanupRunDocument.Of(result.Cleanup))),
        };
    }

    private static IEnumerable<string> Lines(MediaBackupResult result, bool dryRun)
    {
        if (result.Outcome != RunOutcome.Succeeded)
            yield break;
        if (result.Backup is { } backup)
            yield return $"media: {backup.Name}  {BackupReport.Describe(backup)}";
        else if (dryRun)
            yield return $"media: would be backed up as {result.Filename}";
        foreach (var file in result.Tolerated)
            yield return $"media: tolerated {file}";
    }
}
