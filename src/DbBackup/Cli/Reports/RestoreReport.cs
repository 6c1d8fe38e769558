using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>restore</c>, and the question before it.</summary>
internal static class RestoreReport
{
    public static Report Of(DbRestoreResult result, bool dryRun)
    {
        var exitCode = ExitCodes.Of(result);
        Problem[] problems = [.. Problem.Of($"database {result.Database}", result)];
        return new Report
        {
            ExitCode = exitCode,
            Lines = [.. SafetyLines(result, dryRun), .. Line(result, dryRun) is { } line ? [line] : (string[])[]],
            Problems = problems,
            IsAnswer = dryRun,
            Json = () => JsonDocuments.Write(new RestoreDocument(
                exitCode, problems.FirstOrDefault()?.Message, dryRun, result.Database, JsonNames.Of(result.Outcome), result.RunId,
                ReceiverFailureDocument.Of(result), result.Backup, result.Tables, result.SafetyFilename, result.SafetyBackup)),
        };
    }

    /// <summary>What will be changed, and by which backup.</summary>
    /// <param name="plan">What is about to be done.</param>
    /// <param name="does">What it does to the target, as <c>replaces</c>.</param>
    public static IEnumerable<string> Question(RestorePlan plan, string does)
    {
        var backup = plan.Backup;
        yield return $"This {does} {plan.Target}";
        var of = backup.Database is { } database ? $"database {database}, " : "";
        yield return $"from backup {backup.Name} of {Quantity.Moment(backup.StartedAt)} UTC ({of}server {backup.Server}, {Quantity.Bytes(backup.PayloadBytes)}).";
        if (plan.TakesSafetyBackup)
            yield return "What is there now is backed up first, and that backup is pinned.";
    }

    // Also when the restore failed afterwards: whoever looks for what was there must find its name.
    private static IEnumerable<string> SafetyLines(DbRestoreResult result, bool dryRun)
    {
        if (result.SafetyFilename is { } name)
            yield return dryRun ? $"{result.Database}: would first be backed up for safety as {name}" : $"{result.Database}: what was there is backed up as {name}, pinned";
    }

    private static string? Line(DbRestoreResult result, bool dryRun)
    {
        if (result.Outcome != RunOutcome.Succeeded)
            return null;
        return dryRun
            ? $"{result.Database}: would be restored from {result.Backup?.Name}"
            : $"{result.Database}: restored from {result.Backup?.Name}, "
                + $"{Quantity.Count(result.Tables.Sum(t => t.Rows), "row", "rows")} in {Quantity.Count(result.Tables.Count, "table", "tables")}";
    }
}
