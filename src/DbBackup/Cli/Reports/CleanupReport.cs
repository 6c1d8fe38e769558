using DbBackup.Catalog;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>cleanup</c> and of <c>--clean</c>, and the question before it.</summary>
internal static class CleanupReport
{
    private const int NamesInQuestion = 10;

    public static Report Of(CleanupResult result, bool dryRun, int width)
    {
        var exitCode = ExitCodes.Of(result);
        Problem[] problems = [.. ProblemsOf(result)];
        return new Report
        {
            ExitCode = exitCode,
            Lines = [.. LinesOf(result, dryRun, width)],
            Problems = problems,
            IsAnswer = dryRun,
            Json = () => JsonDocuments.Write(new CleanupDocument(
                exitCode, problems.FirstOrDefault()?.Message, dryRun, JsonNames.Of(result.Outcome), result.RunId,
                ReceiverFailureDocument.Of(result), result.Deleted, result.Spared, RetentionDecisionDocument.Of(result))),
        };
    }

    /// <summary>The backups that will be deleted.</summary>
    public static IEnumerable<string> Question(IReadOnlyList<BackupManifest> backups)
    {
        yield return $"This deletes {Quantity.Count(backups.Count, "backup", "backups")}:";
        foreach (var backup in backups.Take(NamesInQuestion))
            yield return $"  {backup.Name}";
        if (backups.Count > NamesInQuestion)
            yield return $"  and {backups.Count - NamesInQuestion} more; --dry-run lists them all.";
    }

    public static IEnumerable<int> CodesOf(CleanupResult? result) => result is null ? [] : [ExitCodes.Of(result)];

    public static IEnumerable<Problem> ProblemsOf(CleanupResult? result) => result is null ? [] : Problem.Of("cleanup", result);

    public static IEnumerable<string> LinesOf(CleanupResult? result, bool dryRun, int width) => result switch
    {
        null => [],
        { Outcome: RunOutcome.Succeeded } when dryRun => [.. RetentionTable.Render(result.Decisions, width), Plan(result)],
        _ => Done(result),
    };

    private static string Plan(CleanupResult result) => $"cleanup: would delete {result.Deleted.Count} of "
        + $"{Quantity.Count(result.Decisions.Count, "backup", "backups")}, {Quantity.Bytes(result.Deleted.Sum(b => (double)b.StoredBytes))}";

    private static IEnumerable<string> Done(CleanupResult result)
    {
        foreach (var backup in result.Deleted)
            yield return $"cleanup: deleted {backup.Name}";
        foreach (var backup in result.Spared)
            yield return $"cleanup: spared {backup.Name}";
        if (result is { Outcome: RunOutcome.Succeeded, Deleted.Count: 0 })
            yield return "cleanup: nothing to delete";
    }
}
