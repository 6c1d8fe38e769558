using DbBackup.Catalog;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>Records verifications and drills beside the manifests.</summary>
internal static class ProofRecorder
{
    /// <summary>Records one. What it proves stays true when it cannot be recorded, as on a storage that may only be read.</summary>
    /// <returns>Why it is not recorded; <see langword="null"/> when it is.</returns>
    public static async Task<string?> TryRecordAsync(IBackupStorage storage, ProofRecord record, CancellationToken token)
    {
        try
        {
            await new BackupRecords(storage).ReplaceAsync(record, token);
            return null;
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            return $"The result is not recorded: {exception.Message}";
        }
    }
}
