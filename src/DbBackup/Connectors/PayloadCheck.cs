using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>
/// Reads a payload and throws when it is not what its connector writes, whole. It needs no database and changes none. What the payload itself
/// throws, because its bytes are not those of the manifest, comes through unchanged.
/// </summary>
/// <param name="payload">The payload, decrypted and decompressed.</param>
/// <param name="backup">Whose it is.</param>
/// <param name="token">Cancels.</param>
/// <exception cref="BackupException">It is not whole.</exception>
public delegate Task PayloadCheck(Stream payload, BackupManifest backup, CancellationToken token);
