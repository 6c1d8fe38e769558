using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Signals;

namespace DbBackup.Cli;

/// <summary>The documents of <c>--json</c>. docs/cli.md describes them; a member is never renamed.</summary>
internal static class JsonDocuments
{
    /// <summary>A backup looks the same here as in its manifest.</summary>
    private static readonly JsonSerializerOptions Options = new(ManifestJsonContext.Default.Options)
    {
        // The document goes to a program, not into a web page: quotes and umlauts stay what they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ManifestJsonContext.Default, CliJsonContext.Default),
    };

    /// <summary>Writes a document.</summary>
    public static string Write<T>(T document) => JsonSerializer.Serialize(document, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    /// <summary>A document as a tree, to which more can be added.</summary>
    public static JsonObject ToObject<T>(T document) => JsonSerializer.SerializeToNode(document, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)))!.AsObject();

    /// <summary>Writes a tree.</summary>
    public static string Write(JsonArray tree) => tree.ToJsonString(Options);
}

/// <summary>Nothing was done.</summary>
internal sealed record FailureDocument(int ExitCode, string Error);

/// <summary>Of <c>backup</c>.</summary>
internal sealed record BackupDocument(
    int ExitCode, string? Error, bool DryRun, IReadOnlyList<DatabaseBackupDocument> Databases, CleanupRunDocument? Cleanup);

/// <summary>One database of <c>backup</c>.</summary>
internal sealed record DatabaseBackupDocument(
    string Database, string Outcome, string? Error, string? RunId, string? Filename, IReadOnlyList<ReceiverFailureDocument> ReceiverFailures, BackupManifest? Backup);

/// <summary>Of <c>restore</c>.</summary>
internal sealed record RestoreDocument(
    int ExitCode, string? Error, bool DryRun, string Database, string Outcome, string? RunId, IReadOnlyList<ReceiverFailureDocument> ReceiverFailures,
    BackupManifest? Backup, IReadOnlyList<TableRows> Tables, string? SafetyFilename, BackupManifest? SafetyBackup);

/// <summary>Of <c>verify</c>.</summary>
internal sealed record VerifyDocument(int ExitCode, string? Error, IReadOnlyList<VerifiedBackupDocument> Backups);

/// <summary>One backup of <c>verify</c>.</summary>
internal sealed record VerifiedBackupDocument(
    string? Name, string Outcome, string? Error, bool Damaged, ProofExtent? Extent, IReadOnlyList<string> Notes, double Seconds, BackupManifest? Backup)
{
    public static VerifiedBackupDocument Of(VerifiedBackup backup) => new(
        backup.Name.Length > 0 ? backup.Name : null, JsonNames.Of(backup.Outcome), JsonNames.ErrorOf(backup), backup.Error is DamagedBackupException,
        backup.Extent, backup.Notes, Math.Round(backup.Duration.TotalSeconds, 3), backup.Backup);
}

/// <summary>Of <c>drill</c>.</summary>
internal sealed record DrillDocument(int ExitCode, string? Error, IReadOnlyList<DrilledBackupDocument> Drills);

/// <summary>One drill.</summary>
internal sealed record DrilledBackupDocument(
    string? Database, string Outcome, string? Error, string? RunId, IReadOnlyList<ReceiverFailureDocument> ReceiverFailures,
    double Seconds, string? NotRecorded, BackupManifest? Backup, IReadOnlyList<TableRows> Tables)
{
    public static DrilledBackupDocument Of(DrilledBackup drill) => new(
        drill.Database, JsonNames.Of(drill.Outcome), JsonNames.ErrorOf(drill), drill.RunId, ReceiverFailureDocument.Of(drill),
        Math.Round(drill.Duration.TotalSeconds, 3), drill.NotRecorded, drill.Backup, drill.Tables);
}

/// <summary>Of <c>health</c>.</summary>
internal sealed record HealthDocument(
    int ExitCode, string? Error, bool Healthy, string? RunId, IReadOnlyList<ReceiverFailureDocument> ReceiverFailures, IReadOnlyList<SubjectHealthDocument> Subjects);

/// <summary>What <c>health</c> looked at.</summary>
internal sealed record SubjectHealthDocument(
    string Subject, string? Database, bool Healthy, IReadOnlyList<HealthProblem> Problems, BackupManifest? Newest, DateTimeOffset? DrilledAt)
{
    public static SubjectHealthDocument Of(SubjectHealth health) => new(
        health.Subject, health.Database, health.Problems.Count == 0, health.Problems, health.Newest, health.DrilledAt);
}

/// <summary>Of <c>unpin</c>.</summary>
internal sealed record UnpinDocument(int ExitCode, string? Error, IReadOnlyList<string> Unpinned, IReadOnlyList<string> NotPinned);

/// <summary>Of <c>media-backup</c>.</summary>
internal sealed record MediaBackupDocument(
    int ExitCode, string? Error, bool DryRun, string Outcome, string? RunId, string? Filename, IReadOnlyList<ReceiverFailureDocument> ReceiverFailures,
    BackupManifest? Backup, IReadOnlyList<string> Tolerated, CleanupRunDocument? Cleanup);

/// <summary>Of <c>media-restore</c>.</summary>
internal sealed record MediaRestoreDocument(
    int ExitCode, string? Error, bool DryRun, string Outcome, string? RunId, IReadOnlyList<ReceiverFailureDocument> ReceiverFailures,
    BackupManifest? Backup, long Written, long Kept);

/// <summary>Of <c>cleanup</c>.</summary>
internal sealed record CleanupDocument(
    int ExitCode, string? Error, bool DryRun, string Outcome, string? RunId, IReadOnlyList<ReceiverFailureDocument> ReceiverFailures,
    IReadOnlyList<BackupManifest> Deleted, IReadOnlyList<BackupManifest> Spared, IReadOnlyList<RetentionDecisionDocument> Decisions);

/// <summary>What the retention policy says of a backup.</summary>
internal sealed record RetentionDecisionDocument(string Name, bool Stays, IReadOnlyList<RetentionRule> Rules)
{
    public static IReadOnlyList<RetentionDecisionDocument> Of(CleanupResult result) =>
        [.. result.Decisions.Select(d => new RetentionDecisionDocument(d.Backup.Name, d.Stays, d.Rules))];
}

/// <summary>The clean-up that followed a backup.</summary>
internal sealed record CleanupRunDocument(
    string Outcome, string? Error, string? RunId, IReadOnlyList<ReceiverFailureDocument> ReceiverFailures,
    IReadOnlyList<BackupManifest> Deleted, IReadOnlyList<BackupManifest> Spared, IReadOnlyList<RetentionDecisionDocument> Decisions)
{
    public static CleanupRunDocument? Of(CleanupResult? result) => result is null ? null : new(
        JsonNames.Of(result.Outcome), JsonNames.ErrorOf(result), result.RunId, ReceiverFailureDocument.Of(result), result.Deleted, result.Spared,
        RetentionDecisionDocument.Of(result));
}

/// <summary>A receiver that failed without changing the outcome.</summary>
internal sealed record ReceiverFailureDocument(string Signal, string Receiver, string Error)
{
    public static IReadOnlyList<ReceiverFailureDocument> Of(RunResult result) =>
        [.. result.ReceiverFailures.Select(f => new ReceiverFailureDocument(f.Signal.ToString(), f.ReceiverId, f.Exception.Message))];
}

/// <summary>An element of <c>receivers</c>.</summary>
internal sealed record ReceiverDocument(string Signal, int Order, string Id, string Assembly, string Source, string? Database, double? TimeoutSeconds)
{
    public static ReceiverDocument Of(ReceiverDescriptor receiver) => new(
        receiver.Signal.ToString(), receiver.Order, receiver.Id, receiver.Assembly, receiver.Source, receiver.Database, receiver.Timeout?.TotalSeconds);
}

/// <summary>Of <c>check</c>.</summary>
internal sealed record CheckDocument(int ExitCode, string? Error, bool Passed, IReadOnlyList<CheckFinding> Findings);

/// <summary>Of <c>keygen</c>.</summary>
internal sealed record KeygenDocument(int ExitCode, string? Error, string Recipient, string Path);

/// <summary>How enums and errors are written.</summary>
internal static class JsonNames
{
    public static string Of(RunOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());

    public static string Of(ProofExtent extent) => JsonNamingPolicy.CamelCase.ConvertName(extent.ToString());

    public static string? ErrorOf(RunResult result) => result.Outcome switch
    {
        RunOutcome.Succeeded => null,
        RunOutcome.Cancelled => "Cancelled.",
        _ => result.Error is { } error ? Problem.Of(error).Message : null,
    };
}

/// <summary>The shapes of all documents.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FailureDocument))]
[JsonSerializable(typeof(BackupDocument))]
[JsonSerializable(typeof(RestoreDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(DrillDocument))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(UnpinDocument))]
[JsonSerializable(typeof(MediaBackupDocument))]
[JsonSerializable(typeof(MediaRestoreDocument))]
[JsonSerializable(typeof(CleanupDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(KeygenDocument))]
[JsonSerializable(typeof(IReadOnlyList<BackupManifest>))]
[JsonSerializable(typeof(IReadOnlyList<ReceiverDocument>))]
internal sealed partial class CliJsonContext : JsonSerializerContext;
