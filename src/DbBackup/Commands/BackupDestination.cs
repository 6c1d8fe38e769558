using System.Security.Cryptography;
using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>Where a backup goes and how: the configured storage, or a local file with its manifest beside it.</summary>
internal sealed record BackupDestination(IBackupStorage Storage, string? Name, CompressionSettings Compression, IEncryptor? Encryptor)
{
    /// <summary>How a backup is read back before it becomes visible.</summary>
    public BackupVerification ReadBack { get; init; }

    /// <summary>What keeps others away while the backup is made; <see langword="null"/> when nothing does.</summary>
    public RunLock? Lock { get; init; }

    private EncryptionSettings? Encryption { get; init; }

    /// <summary>The marks of the configured storage, where runs of one database keep each other out; <see langword="null"/> for a local path, where they do not.</summary>
    private UnfinishedBackups? Unfinished { get; init; }

    /// <exception cref="ConfigurationException">Both a name and a path are given, the name is not usable, or there is nothing to encrypt with.</exception>
    public static BackupDestination Of(CommandServices services, string? outputFilename, string? outputPath, CompressionKind? compression, bool encrypt)
    {
        if (outputFilename is not null && outputPath is not null)
            throw new ConfigurationException("Both --output-filename and --output-path are given: give one of them.");
        var (storage, name) = (services.Storage, outputFilename);
        if (outputPath is not null)
        {
            var path = LocalPath.Full(outputPath, "--output-path");
            if (Path.EndsInDirectorySeparator(outputPath) || Directory.Exists(path))
                throw new ConfigurationException($"{path} is a folder: give --output-path the path of a file.");
            (storage, name) = (new FileSystemStorage(Path.GetDirectoryName(path)!), Path.GetFileName(path));
        }

        if (name is not null && !ManifestFormat.CanName(name))
            throw new ConfigurationException($"'{name}' is not a name that a backup can have: use letters, digits and . _ - + @ =, no dot and no {ManifestFormat.Suffix}, {string.Join(", ", [.. Sidecar.Suffixes, .. SeriesObject.Suffixes])} at the end.");
        if (encrypt && !Archives.Encryption.IsOn(services.Settings.Encryption))
            throw new ConfigurationException("--encrypt: neither recipients nor a passphrase are configured. Add the section Encryption to the configuration; 'keygen' makes a pair of keys.");
        return new(storage, name, Resolve(services.Settings.Compression, compression), Archives.Encryption.Encryptor(services.Settings.Encryption))
        {
            ReadBack = services.Settings.Verify, Encryption = services.Settings.Encryption,
            Unfinished = outputPath is null ? new(services.Storage) : null,
        };
    }

    /// <summary>The name that was given, or the first free one of the template.</summary>
    public async Task<string> ChooseNameAsync(
        string template, string? database, string server, DateTimeOffset time, string payloadExtension, CancellationToken token)
    {
        var extension = payloadExtension + Archives.Compression.SuffixOf(Compression.Kind) + Encryptor?.Suffix;
        return Name ?? await FilenameTemplate.FindFreeAsync(Storage, template, database, server, time, extension, token);
    }

    /// <summary>Writes the archive, reads it back, and then writes the manifest, its commit record. A failure in between takes the archive away again.</summary>
    /// <param name="claim">Whose the backup's name is until its manifest says it.</param>
    /// <param name="content">What the payload is made of.</param>
    /// <param name="dump">Writes the payload.</param>
    /// <param name="describe">Makes the manifest when everything else is known.</param>
    /// <param name="progress">Is told the number of payload bytes so far.</param>
    /// <param name="token">Cancels.</param>
    public Task<BackupManifest> CommitAsync(
        UnfinishedRecord claim, PayloadContent content, Func<Stream, CancellationToken, Task> dump, Func<ArchiveDigest, BackupManifest> describe, Action<long> progress, CancellationToken token) => Lock is null
            ? WriteAsync(claim, content, dump, describe, progress, token)
            : Lock.GuardAsync(cancellation => WriteAsync(claim, content, dump, describe, progress, cancellation), token);

    private async Task<BackupManifest> WriteAsync(
        UnfinishedRecord claim, PayloadContent content, Func<Stream, CancellationToken, Task> dump, Func<ArchiveDigest, BackupManifest> describe, Action<long> progress, CancellationToken token)
    {
        if (Unfinished is not null)
            await Unfinished.RemoveAsync(claim.Kind, claim.Database, token);
        await RefuseExistingAsync(claim.Name, token);
        if (Unfinished is not null)
            await Unfinished.MarkAsync(claim, token);

        var (digest, isStored) = ((ArchiveDigest?)null, false);
        try
        {
            await Storage.WriteAsync(
                claim.Name,
                async (stored, cancellation) => digest = await ArchiveWriter.WriteAsync(stored, Compression, Encryptor, content, dump, progress, cancellation),
                token);
            isStored = true;
            var manifest = await CommitAsync(describe(digest!), token);
            if (Unfinished is not null)
                await Unfinished.TryUnmarkAsync(claim.Name);
            return manifest;
        }
        catch
        {
            await TakeBackAsync(claim.Name, digest, isStored);
            throw;
        }
    }

    private async Task<BackupManifest> CommitAsync(BackupManifest manifest, CancellationToken token)
    {
        var catalog = new BackupCatalog(Storage);
        try
        {
            if (ReadBack is not BackupVerification.Off)
                manifest = manifest with { ReadBack = await new BackupProof(Storage, Encryption).ReadBackAsync(manifest, ReadBack, token) };
            if (Lock is not null)
                await Lock.EnsureHeldAsync(token);
            await catalog.CommitAsync(manifest, token);
            if (ReadBack is not BackupVerification.Off)
                await catalog.RequireCommittedAsync(manifest, token);
            return manifest;
        }
        catch (DamagedBackupException exception)
        {
            throw new BackupException(
                $"{manifest.Name} was written and came back from the {Storage.Description} as something else, so it was removed; earlier backups are as they were. Check the storage and this machine's memory, then run it again. ({exception.Message.TrimEnd('.')})",
                exception);
        }
    }

    // Before the work, not after it: nobody wants to dump for an hour and then hear that the name is taken.
    private async Task RefuseExistingAsync(string name, CancellationToken token)
    {
        foreach (var taken in (string[])[name, ManifestFormat.NameOf(name)])
            if (await Storage.ExistsAsync(taken, token))
                throw new BackupException($"{taken} exists already in the {Storage.Description}, and nothing is overwritten: choose another name.");
    }

    private async Task TakeBackAsync(string name, ArchiveDigest? digest, bool isStored)
    {
        try
        {
            // The manifest too, and first: a storage may have written it and lost the answer.
            await Storage.DeleteAsync(ManifestFormat.NameOf(name), CancellationToken.None);
            if (isStored || await IsStoredAsync(name, digest))
                await Storage.DeleteAsync(name, CancellationToken.None);
            if (Unfinished is not null)
                await Unfinished.TryUnmarkAsync(name);
        }
        catch (Exception)
        {
            // What made the commit fail is what must be reported; the mark stays for the next run.
        }
    }

    // As with the manifest; but what somebody else put there meanwhile is not ours to delete.
    private async Task<bool> IsStoredAsync(string name, ArchiveDigest? digest)
    {
        if (digest is null || !await Storage.ExistsAsync(name, CancellationToken.None))
            return false;
        await using var stored = await Storage.OpenReadAsync(name, CancellationToken.None);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stored, CancellationToken.None)) == digest.StoredSha256;
    }

    private static CompressionSettings Resolve(CompressionSettings configured, CompressionKind? kind) =>
        kind is null || kind == configured.Kind ? configured : new() { Kind = kind.Value };
}
