using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The findings of <c>check</c>.</summary>
internal static class CheckReport
{
    public static Report Of(CheckResult result)
    {
        var failed = result.Findings.Count(f => !f.Passed);
        var exitCode = result.Passed ? ExitCodes.Done : ExitCodes.Failed;
        Problem[] problems = result.Passed ? [] : [new($"{failed} of {Quantity.Count(result.Findings.Count, "check", "checks")} failed.")];
        return new Report
        {
            ExitCode = exitCode,
            Lines = [.. result.Findings.Select(f => $"{(f.Passed ? '✓' : '✗')} {f.Subject}: {f.Message}")],
            Problems = problems,
            IsAnswer = true,
            Json = () => JsonDocuments.Write(new CheckDocument(exitCode, problems.FirstOrDefault()?.Message, result.Passed, result.Findings)),
        };
    }
}
