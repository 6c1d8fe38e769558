using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>media-restore</c>.</summary>
internal static class MediaRestoreReport
{
    public static Report Of(MediaRestoreResult result, bool dryRun)
    {
        var exitCode = ExitCodes.Of(result);
        Problem[] problems = [.. Problem.Of("media", result)];
        return new Report
        {
            ExitCode = exitCode,
            Lines = Line(result, dryRun) is { } line ? [line] : [],
            Problems = problems,
            IsAnswer = dryRun,
            Json = () => JsonDocuments.Write(new MediaRestoreDocument(
                exitCode, problems.FirstOrDefault()?.Message, dryRun, JsonNames.Of(result.Outcome), result.RunId,
                ReceiverFailureDocument.Of(result), result.Backup, result.Written, result.Kept)),
        };
    }

    private static string? Line(MediaRestoreResult result, bool dryRun)
    {
        if (result.Outcome != RunOutcome.Succeeded)
            return null;
        return dryRun
            ? $"media: would be restored from {result.Backup?.Name}"
            : $"media: restored from {result.Backup?.Name}, {Quantity.Count(result.Written, "file", "files")} written, {result.Kept} kept";
    }
}
