using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>Reads stored backups to their end and holds them against their manifests, as deep as the keys at hand allow.</summary>
internal sealed class BackupProof(IBackupStorage storage, EncryptionSettings? encryption)
{
    /// <summary>Reads one.</summary>
    /// <param name="backup">What it must be.</param>
    /// <param name="check">Looks whether the payload is whole; <see langword="null"/> to compare bytes only.</param>
    /// <param name="progress">Is told the number of bytes so far: of the payload, or of what is stored when there is no key.</param>
    /// <param name="token">Cancels.</param>
    /// <returns>How deep it went, and why not deeper.</returns>
    /// <exception cref="DamagedBackupException">It is not what it must be.</exception>
    /// <exception cref="BackupException">It cannot be read, or none of the keys opens it.</exception>
    /// <exception cref="ConfigurationException">The key that is configured cannot be read.</exception>
    public async Task<(ProofExtent Extent, string? Limit)> RequireWholeAsync(BackupManifest backup, PayloadCheck? check, Action<long>? progress, CancellationToken token)
    {
        ArchiveReader.RefuseUnknownFormat(backup);
        if (FindKey(backup, out var decryptor) is { } limit)
        {
            await ReadStoredAsync(backup, progress, token);
            return (ProofExtent.Stored, limit);
        }

        await using var payload = await OpenAsync(backup, decryptor, progress, token);
        if (check is not null)
            await CheckAsync(payload, backup, check, token);
        await ArchiveReader.DrainAsync(payload, token);
        return (check is null ? ProofExtent.Payload : ProofExtent.Structure, null);
    }

    /// <summary>Reads back what was written just now, before anybody can see it. A key that does not open it, or that is not where it is configured, is none: whoever backs up need not be able to restore.</summary>
    /// <exception cref="BackupException">It is not what was written.</exception>
    public async Task<ProofExtent> ReadBackAsync(BackupManifest backup, BackupVerification depth, CancellationToken token)
    {
        if (depth is BackupVerification.Full && HasKey(backup, out var decryptor)
            && await TryOpenAsync(backup, decryptor, progress: null, token) is { Payload: { } payload })
        {
            await using (payload)
                await ArchiveReader.DrainAsync(payload, token);
            return ProofExtent.Payload;
        }

        await ReadStoredAsync(backup, progress: null, token);
        return ProofExtent.Stored;
    }

    // What is to be read is read ahead, on a thread of its own: it is hashed while the next of it comes in.
    private async Task<Stream> StoredAsync(BackupManifest backup, CancellationToken token) => new ReadAheadStream(await storage.OpenReadAsync(backup.Name, token));

    private async Task ReadStoredAsync(BackupManifest backup, Action<long>? progress, CancellationToken token) =>
        await ArchiveReader.VerifyStoredAsync(await StoredAsync(backup, token), backup, token, progress);

    /// <summary>Finds what decrypts it.</summary>
    /// <returns>Why there is nothing; <see langword="null"/> when there is, or nothing is needed.</returns>
    /// <exception cref="ConfigurationException">The key that is configured cannot be read.</exception>
    private string? FindKey(BackupManifest backup, out IDecryptor? decryptor)
    {
        decryptor = null;
        try
        {
            decryptor = Archives.Encryption.Decryptor(backup, encryption);
            return null;
        }
        catch (BackupException exception) when (exception is not (DamagedBackupException or ConfigurationException))
        {
            return exception.Message;
        }
    }

    private bool HasKey(BackupManifest backup, out IDecryptor? decryptor)
    {
        try
        {
            return FindKey(backup, out decryptor) is null;
        }
        catch (ConfigurationException)
        {
            decryptor = null;
            return false;
        }
    }

    private async Task<Stream> OpenAsync(BackupManifest backup, IDecryptor? decryptor, Action<long>? progress, CancellationToken token)
    {
        var (payload, refusal) = await TryOpenAsync(backup, decryptor, progress, token);
        if (payload is not null)
            return payload;
        // A damaged header is not opened either: only when the bytes are known to be right it is the key that is wrong.
        await ReadStoredAsync(backup, progress: null, token);
        throw refusal!;
    }

    private async Task<(Stream? Payload, BackupException? Refusal)> TryOpenAsync(BackupManifest backup, IDecryptor? decryptor, Action<long>? progress, CancellationToken token)
    {
        var stored = await StoredAsync(backup, token);
        try
        {
            return (await ArchiveReader.OpenPayloadAsync(stored, backup, decryptor, progress, token), null);
        }
        catch (BackupException exception) when (decryptor is not null && exception is not DamagedBackupException)
        {
            await stored.DisposeAsync();
            return (null, exception);
        }
        catch
        {
            await stored.DisposeAsync();
            throw;
        }
    }

    private static async Task CheckAsync(Stream payload, BackupManifest backup, PayloadCheck check, CancellationToken token)
    {
        try
        {
            await check(payload, backup, token);
        }
        catch (BackupException)
        {
            // What was not stored as it was written says so at its end, and that is the better reason.
            await ArchiveReader.DrainAsync(payload, token);
            throw;
        }
    }
}
