using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>health</c>.</summary>
internal static class HealthReport
{
    public static Report Of(HealthResult result)
    {
        var exitCode = ExitCodes.Of(result);
        Problem[] problems = [.. Problem.Of("health", result)];
        return new Report
        {
            ExitCode = exitCode,
            Lines = [.. result.Subjects.SelectMany(Lines)],
            Problems = problems,
            IsAnswer = true,
            Json = () => JsonDocuments.Write(new HealthDocument(
                exitCode, problems.FirstOrDefault()?.Message, !result.Problems.Any(), result.RunId, ReceiverFailureDocument.Of(result), [.. result.Subjects.Select(SubjectHealthDocument.Of)])),
        };
    }

    private static IEnumerable<string> Lines(SubjectHealth health) => health switch
    {
        { Problems: [_, ..] } => health.Problems.Select(p => $"✗ {health.Subject}: {p.Message}"),
        { Newest: { } newest } => [$"✓ {health.Subject}: {newest.Name}, {Quantity.Moment(newest.StartedAt)}, {Quantity.Bytes(newest.StoredBytes)}{(health.DrilledAt is { } drilled ? $", drilled {Quantity.Day(drilled)}" : "")}"],
        _ => [$"✓ {health.Subject}"],
    };
}
