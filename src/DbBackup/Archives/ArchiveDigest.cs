namespace DbBackup.Archives;

/// <summary>Sizes and hashes of an archive that was written.</summary>
/// <param name="PayloadBytes">Bytes before compression.</param>
/// <param name="PayloadSha256">Their SHA-256, lower-case hexadecimal.</param>
/// <param name="StoredBytes">Bytes in the storage.</param>
/// <param name="StoredSha256">Their SHA-256, lower-case hexadecimal.</param>
internal sealed record ArchiveDigest(long PayloadBytes, string PayloadSha256, long StoredBytes, string StoredSha256);
