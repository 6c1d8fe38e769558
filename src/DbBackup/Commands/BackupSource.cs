using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>Where a restore takes its backup from: the configured storage, or a local file with its manifest beside it.</summary>
internal sealed record BackupSource(IBackupStorage Storage, string? Name, EncryptionSettings? Encryption)
{
    /// <exception cref="ConfigurationException">Both a name and a path are given, or the path is no file.</exception>
    public static BackupSource Of(CommandServices services, string? inputFilename, string? inputPath)
    {
        if (inputFilename is not null && inputPath is not null)
            throw new ConfigurationException("Both --input-filename and --input-path are given: give one of them.");
        if (inputPath is null)
            return new(services.Storage, inputFilename, services.Settings.Encryption);
        var path = LocalPath.Full(inputPath, "--input-path");
        return File.Exists(path)
            ? new(new FileSystemStorage(Path.GetDirectoryName(path)!), Path.GetFileName(path), services.Settings.Encryption)
            : throw new ConfigurationException($"There is no file {path}: give the path of a backup.");
    }

    /// <summary>The named backup, else the newest that fits; of the right kind in any case.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    public async Task<BackupManifest> FindAsync(BackupKind kind, string? database, string? server, CancellationToken token)
    {
        var catalog = new BackupCatalog(Storage);
        if (Name is null)
            return await catalog.NewestAsync(kind, database, server, token);
        var manifest = await catalog.FindAsync(Name, token);
        if (manifest.Kind != kind)
            throw new BackupException(kind == BackupKind.Media
                ? $"{Name} is a backup of database {manifest.Database}, not of media: use 'restore'."
                : $"{Name} is a backup of media, not of a database: use 'media-restore'.");
        if (server is not null && manifest.Server != server)
            throw new BackupException($"{Name} is of server {manifest.Server}, not {server}: leave --servername out to restore it all the same.");
        return manifest;
    }

    /// <summary>Compares every stored byte with the manifest and finds the key, before anybody is asked and anything is changed.</summary>
    /// <exception cref="DamagedBackupException">They differ, or this version cannot open them.</exception>
    /// <exception cref="BackupException">There is no key, or it is the wrong one.</exception>
    public async Task VerifyAsync(BackupManifest manifest, CancellationToken token)
    {
        ArchiveReader.RefuseUnknownFormat(manifest);
        var decryptor = Archives.Encryption.Decryptor(manifest, Encryption);
        await ArchiveReader.VerifyStoredAsync(await Storage.OpenReadAsync(manifest.Name, token), manifest, token);
        // After the bytes are known to be right: what does not open them then is the wrong key.
        if (decryptor is not null)
            await (await ArchiveReader.DecryptAsync(await Storage.OpenReadAsync(manifest.Name, token), manifest, decryptor, token)).DisposeAsync();
    }

    /// <summary>Opens the payload, which proves itself when it is read to its end.</summary>
    public async Task<Stream> OpenPayloadAsync(BackupManifest manifest, Action<long>? progress, CancellationToken token) =>
        await ArchiveReader.OpenPayloadAsync(await Storage.OpenReadAsync(manifest.Name, token), manifest, Archives.Encryption.Decryptor(manifest, Encryption), progress, token);
}
