namespace DbBackup.Receivers;

/// <summary>What a webhook is told, as JSON.</summary>
internal sealed record WebhookMessage
{
    public required string Signal { get; init; }

    public required string RunId { get; init; }

    public required string Outcome { get; init; }

    public required string Summary { get; init; }

    public string? Error { get; init; }

    public string? Database { get; init; }

    public required string Server { get; init; }

    public string? File { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required double DurationSeconds { get; init; }

    public long? StoredBytes { get; init; }

    public long? PayloadBytes { get; init; }

    public int? Tables { get; init; }

    public long? Rows { get; init; }

    public IReadOnlyList<string>? Deleted { get; init; }

    public static WebhookMessage Of(RunReport report) => new()
    {
        Signal = report.Signal.ToString(),
        RunId = report.RunId,
        Outcome = report.Outcome.ToString(),
        Summary = $"{report.What} on {report.Server} {report.Ended}.",
        Error = report.Error,
        Database = report.Database,
        Server = report.Server,
        File = report.File,
        StartedAt = report.StartedAt.ToUniversalTime(),
        EndedAt = report.EndedAt.ToUniversalTime(),
        DurationSeconds = report.Seconds,
        StoredBytes = report.Backup?.StoredBytes,
        PayloadBytes = report.Backup?.PayloadBytes,
        Tables = report.Backup?.Tables.Count,
        Rows = report.Rows,
        Deleted = report.Deleted.Count > 0 ? report.Deleted : null,
    };
}
