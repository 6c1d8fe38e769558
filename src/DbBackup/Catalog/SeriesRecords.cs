using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>
/// What is recorded of a series as a whole, for <c>health</c>: a last run that failed, and so left no backup, and the last drill that was
/// passed, whose backup may be gone.
/// </summary>
internal sealed class SeriesRecords(IBackupStorage storage, Series series)
{
    private readonly RecordObjects _objects = new(storage);

    /// <summary>The last run, if it failed.</summary>
    public async Task<FailedRunRecord?> FindFailedRunAsync(CancellationToken token) =>
        await _objects.TryReadAsync(series.Name + SeriesObject.FailedRun, ManifestFormat.Json.FailedRunRecord, token)
            is { FormatVersion: FailedRunRecord.CurrentFormatVersion } record ? record : null;

    /// <summary>Records that the last run failed.</summary>
    /// <exception cref="BackupException">The storage takes no record, or something else has its name.</exception>
    public Task RecordFailedRunAsync(FailedRunRecord record, CancellationToken token) =>
        _objects.ReplaceAsync(series.Name + SeriesObject.FailedRun, record, ManifestFormat.Json.FailedRunRecord, token);

    /// <summary>Forgets it: the last run succeeded.</summary>
    public Task ForgetFailedRunAsync(CancellationToken token) =>
        _objects.DeleteAsync(series.Name + SeriesObject.FailedRun, ManifestFormat.Json.FailedRunRecord, token);

    /// <summary>The last drill that was passed.</summary>
    public async Task<ProofRecord?> FindDrillAsync(CancellationToken token) =>
        await _objects.TryReadAsync(series.Name + SeriesObject.LastDrill, ManifestFormat.Json.ProofRecord, token)
            is { FormatVersion: ProofRecord.CurrentFormatVersion } record ? record : null;

    /// <summary>Records a drill that was passed.</summary>
    /// <exception cref="BackupException">The storage takes no record, or something else has its name.</exception>
    public Task RecordDrillAsync(ProofRecord record, CancellationToken token) =>
        _objects.ReplaceAsync(series.Name + SeriesObject.LastDrill, record, ManifestFormat.Json.ProofRecord, token);
}
