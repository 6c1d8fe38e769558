using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>Records verifications and drills beside the manifests.</summary>
internal static class ProofRecorder
{
    /// <summary>Records one. What it proves stays true when it cannot be recorded, as on a storage that may only be read.</summary>
    /// <param name="services">The storage and the clock.</param>
    /// <param name="kind">A verification or a drill.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="startedAt">When it began.</param>
    /// <param name="extent">How deep it went, when it was passed.</param>
    /// <param name="error">Why it was not; <see langword="null"/> when it was.</param>
    /// <param name="token">Cancels.</param>
    /// <returns>Why it is not recorded; <see langword="null"/> when it is.</returns>
    public static async Task<string?> TryRecordAsync(
        CommandServices services, ProofKind kind, BackupManifest backup, DateTimeOffset startedAt, ProofExtent? extent, string? error, CancellationToken token)
    {
        var record = new ProofRecord
        {
            Kind = kind, Name = backup.Name, BackupRunId = backup.RunId, StartedAt = startedAt, CompletedAt = services.Clock.GetUtcNow(),
            Passed = error is null, Extent = extent, Error = error, Tool = ToolVersion.Text,
        };
        try
        {
            await new BackupRecords(services.Storage).ReplaceAsync(record, token);
            if (record is { Kind: ProofKind.Drill, Passed: true })
                await new SeriesRecords(services.Storage, Series.Of(backup)).RecordDrillAsync(record, token);
            return null;
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            return $"The result is not recorded: {exception.Message}";
        }
    }
}
