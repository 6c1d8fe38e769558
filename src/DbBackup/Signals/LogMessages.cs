using Microsoft.Extensions.Logging;

namespace DbBackup.Signals;

/// <summary>
/// What runs and receivers write to the log. The logging generator writes several classes in an order of chance, and the assembly would have
/// other bytes each time: all its messages are in this one.
/// </summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "Receiver {ReceiverId} handled {Signal} in {Milliseconds} ms.")]
    public static partial void LogCalled(this ILogger logger, string receiverId, Signal signal, long milliseconds);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Receiver {ReceiverId} failed on {Signal} after {Milliseconds} ms.")]
    public static partial void LogFailed(this ILogger logger, Exception exception, string receiverId, Signal signal, long milliseconds);

    [LoggerMessage(EventId = 10, Level = LogLevel.Debug, Message = "Run {RunId} began: {Subject}.")]
    public static partial void LogBegun(this ILogger logger, string subject, string runId);

    [LoggerMessage(EventId = 11, Level = LogLevel.Debug, Message = "Run {RunId} succeeded: {Subject}.")]
    public static partial void LogDone(this ILogger logger, string subject, string runId);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "Run {RunId} ended as {Outcome}: {Subject}.")]
    public static partial void LogEnded(this ILogger logger, Exception exception, string subject, string runId, Enum outcome);

    [LoggerMessage(EventId = 13, Level = LogLevel.Error, Message = "{Signal} of run {RunId} could not be sent: {Subject}.")]
    public static partial void LogNotSent(this ILogger logger, Exception exception, Signal signal, string runId, string subject);

    [LoggerMessage(EventId = 14, Level = LogLevel.Warning, Message = "The scoped services of run {RunId} could not be disposed: {Subject}.")]
    public static partial void LogNotDisposed(this ILogger logger, Exception exception, string runId, string subject);

    [LoggerMessage(EventId = 15, Level = LogLevel.Debug, Message = "How run {RunId} ended could not be recorded in the storage.")]
    public static partial void LogNotNoted(this ILogger logger, Exception exception, string runId);
}
