using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>Something that went wrong, as the user reads it.</summary>
/// <param name="Message">One line.</param>
/// <param name="Exception">Where it came from, for <c>--verbose</c>.</param>
internal sealed record Problem(string Message, Exception? Exception = null)
{
    /// <summary>What an exception says. Those that nobody foresaw say their type, too.</summary>
    public static Problem Of(Exception exception) => new(exception switch
    {
        BackupException => exception.Message,
        OperationCanceledException => "Cancelled.",
        _ => $"{exception.GetType().Name}: {exception.Message} (--verbose shows where)",
    }, exception);

    /// <summary>Everything that went wrong in a run, what matters most first.</summary>
    /// <param name="subject">What the run was about, as <c>database default</c>.</param>
    /// <param name="result">The run.</param>
    public static IEnumerable<Problem> Of(string subject, RunResult result)
    {
        if (result.Outcome == RunOutcome.Cancelled)
            yield return new($"{Capitalized(subject)}: cancelled.", result.Error);
        else if (result.Outcome != RunOutcome.Succeeded)
            yield return result.Error is { } error ? Of(subject, error) : new($"{Capitalized(subject)}: {result.Outcome.ToString().ToLowerInvariant()}.");

        foreach (var failure in result.ReceiverFailures)
            yield return new($"{Capitalized(subject)}: receiver {failure.ReceiverId} failed on {failure.Signal}: {failure.Exception.Message}", failure.Exception);
    }

    private static string Capitalized(string subject) => char.ToUpperInvariant(subject[0]) + subject[1..];

    private static Problem Of(string subject, Exception error) =>
        error is BackupException ? Of(error) : Of(error) with { Message = $"{Capitalized(subject)}: {Of(error).Message}" };
}
