using Microsoft.Extensions.Logging;

namespace DbBackup.Cli;

/// <summary>What of the log is shown on the command line.</summary>
internal static class MessageLogging
{
    /// <summary>Logs to stderr from a level on; from <see cref="LogLevel.Debug"/> on everything, with stack traces.</summary>
    public static ILoggingBuilder AddMessages(this ILoggingBuilder logging, Messages messages, LogLevel lowest)
    {
        var verbose = lowest <= LogLevel.Debug;
        return logging
            .AddProvider(new MessageLoggerProvider(messages, verbose))
            .AddFilter((category, level) => level >= lowest && (verbose || IsNews(category ?? "", level)));
    }

    /// <summary>
    /// Whether an event adds to what is printed anyway: what fails in a run or a receiver is in the result, and what the platform logs
    /// of every HTTP request is detail.
    /// </summary>
    private static bool IsNews(string category, LogLevel level)
    {
        if (IsUnder(category, "DbBackup.Commands") || IsUnder(category, "DbBackup.Signals"))
            return level < LogLevel.Error;
        return level >= LogLevel.Warning || !(IsUnder(category, "System") || IsUnder(category, "Microsoft"));
    }

    private static bool IsUnder(string category, string space) => category.StartsWith($"{space}.", StringComparison.Ordinal);
}
