namespace DbBackup.Cli;

/// <summary>What a verb has to say, in both of its forms.</summary>
internal sealed record Report
{
    /// <summary>What the process ends with.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The result for people, on stdout.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Whether the lines are what was asked for, and not just news: <c>--quiet</c> keeps an answer.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What went wrong, on stderr.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>The result for programs: the one document of <c>--json</c>.</summary>
    public Func<string>? Json { get; init; }

    /// <summary>A text as it is: help and version.</summary>
    public static Report Answer(string text) => new() { ExitCode = ExitCodes.Done, IsAnswer = true, Lines = text.Split(Environment.NewLine) };

    /// <summary>Nothing but a failure.</summary>
    public static Report Failure(int exitCode, Problem problem) => new()
    {
        ExitCode = exitCode,
        Problems = [problem],
        Json = () => JsonDocuments.Write(new FailureDocument(exitCode, problem.Message)),
    };

    /// <summary>The answer at the prompt was no. The caller did not get what it asked for, so it is told.</summary>
    public static Report Declined() => Failure(ExitCodes.Failed, new Problem("Not confirmed; nothing was changed."));
}
