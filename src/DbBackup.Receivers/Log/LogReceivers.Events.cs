using DbBackup.Commands;
using Microsoft.Extensions.Logging;

namespace DbBackup.Receivers;

/// <content>
/// The events, and the library's other messages: the logging generator writes several classes in an order of chance, and the assembly would have
/// other bytes each time. Ids are stable: 1000 and the number of the signal; 1015 is a clean-up that did not succeed, 1020 a check of health that found something.
/// </content>
public sealed partial class LogReceivers
{
    [LoggerMessage(EventId = 1001, EventName = "PreBackup", Message = "Backup of database {Database} on {Server} begins (run {RunId}).")]
    private static partial void BackupBegins(ILogger logger, LogLevel level, string? database, string server, string runId);

    [LoggerMessage(EventId = 1002, EventName = "PostBackup",
        Message = "Backup of database {Database} on {Server} is {File}: {StoredBytes} bytes of {PayloadBytes}, {Tables} tables, {Rows} rows, {Seconds} s (run {RunId}).")]
    private static partial void BackupDone(
        ILogger logger, LogLevel level, string? database, string server, string? file, long storedBytes, long payloadBytes, int tables, long? rows, double seconds, string runId);

    [LoggerMessage(EventId = 1003, EventName = "PreRestore", Message = "Restore of database {Database} on {Server} from {File} begins (run {RunId}).")]
    private static partial void RestoreBegins(ILogger logger, LogLevel level, string? database, string server, string? file, string runId);

    [LoggerMessage(EventId = 1004, EventName = "PostRestore", Message = "Database {Database} on {Server} is restored from {File} in {Seconds} s (run {RunId}).")]
    private static partial void RestoreDone(ILogger logger, LogLevel level, string? database, string server, string? file, double seconds, string runId);

    [LoggerMessage(EventId = 1005, EventName = "PreMediaBackup", Message = "Backup of media on {Server} begins (run {RunId}).")]
    private static partial void MediaBackupBegins(ILogger logger, LogLevel level, string server, string runId);

    [LoggerMessage(EventId = 1006, EventName = "PostMediaBackup", Message = "Backup of media on {Server} is {File}, {Seconds} s (run {RunId}).")]
    private static partial void MediaBackupDone(ILogger logger, LogLevel level, string server, string? file, double seconds, string runId);

    [LoggerMessage(EventId = 1007, EventName = "PreMediaRestore", Message = "Restore of media on {Server} from {File} begins (run {RunId}).")]
    private static partial void MediaRestoreBegins(ILogger logger, LogLevel level, string server, string? file, string runId);

    [LoggerMessage(EventId = 1008, EventName = "PostMediaRestore", Message = "Media on {Server} are restored from {File} in {Seconds} s (run {RunId}).")]
    private static partial void MediaRestoreDone(ILogger logger, LogLevel level, string server, string? file, double seconds, string runId);

    [LoggerMessage(EventId = 1009, EventName = "BackupFailed", Message = "Backup of database {Database} on {Server} ended as {Outcome} after {Seconds} s: {Error} (run {RunId})")]
    private static partial void BackupFailed(ILogger logger, LogLevel level, string? database, string server, RunOutcome outcome, string? error, double seconds, string runId);

    [LoggerMessage(EventId = 1010, EventName = "RestoreFailed", Message = "Restore of database {Database} on {Server} from {File} ended as {Outcome} after {Seconds} s: {Error} (run {RunId})")]
    private static partial void RestoreFailed(
        ILogger logger, LogLevel level, string? database, string server, string? file, RunOutcome outcome, string? error, double seconds, string runId);

    [LoggerMessage(EventId = 1011, EventName = "MediaBackupFailed", Message = "Backup of media on {Server} ended as {Outcome} after {Seconds} s: {Error} (run {RunId})")]
    private static partial void MediaBackupFailed(ILogger logger, LogLevel level, string server, RunOutcome outcome, string? error, double seconds, string runId);

    [LoggerMessage(EventId = 1012, EventName = "MediaRestoreFailed", Message = "Restore of media on {Server} from {File} ended as {Outcome} after {Seconds} s: {Error} (run {RunId})")]
    private static partial void MediaRestoreFailed(
        ILogger logger, LogLevel level, string server, string? file, RunOutcome outcome, string? error, double seconds, string runId);

    [LoggerMessage(EventId = 1013, EventName = "PreCleanup", Message = "Clean-up of {Count} backups begins (run {RunId}).")]
    private static partial void CleanupBegins(ILogger logger, LogLevel level, int count, string runId);

    [LoggerMessage(EventId = 1014, EventName = "PostCleanup", Message = "Clean-up deleted {Deleted} backups in {Seconds} s (run {RunId}).")]
    private static partial void CleanupDone(ILogger logger, LogLevel level, int deleted, double seconds, string runId);

    [LoggerMessage(EventId = 1015, EventName = "CleanupFailed", Message = "Clean-up deleted {Deleted} backups and ended as {Outcome} after {Seconds} s: {Error} (run {RunId})")]
    private static partial void CleanupFailed(ILogger logger, LogLevel level, int deleted, RunOutcome outcome, string? error, double seconds, string runId);

    [LoggerMessage(EventId = 1016, EventName = "DrillSucceeded", Message = "Drill of {Database} on {Server} restored {File} in {Seconds} s (run {RunId}).")]
    private static partial void DrillSucceeded(ILogger logger, LogLevel level, string? database, string server, string? file, double seconds, string runId);

    [LoggerMessage(EventId = 1017, EventName = "DrillFailed", Message = "Drill of {Database} on {Server} with {File} ended as {Outcome} after {Seconds} s: {Error} (run {RunId})")]
    private static partial void DrillFailed(
        ILogger logger, LogLevel level, string? database, string server, string? file, RunOutcome outcome, string? error, double seconds, string runId);

    [LoggerMessage(EventId = 1018, EventName = "SafetyBackupTaken", Message = "Database {Database} on {Server} is backed up as {File} before a restore, {Seconds} s (run {RunId}).")]
    private static partial void SafetyBackupTaken(ILogger logger, LogLevel level, string? database, string server, string? file, double seconds, string runId);

    [LoggerMessage(EventId = 1019, EventName = "HealthChecked", Message = "The backups of {Server} are well (run {RunId}).")]
    private static partial void Healthy(ILogger logger, LogLevel level, string server, string runId);

    [LoggerMessage(EventId = 1020, EventName = "HealthCheckFailed", Message = "The backups of {Server} are not well: {Error} (run {RunId})")]
    private static partial void NotHealthy(ILogger logger, LogLevel level, string server, string? error, string runId);

    [LoggerMessage(EventId = 1100, Level = LogLevel.Warning, Message = "Attempt {Number} to reach {Other} failed: {Reason} Next attempt in {Seconds:0.#} s.")]
    internal static partial void AttemptFailed(ILogger logger, int number, string other, string reason, double seconds);
}
