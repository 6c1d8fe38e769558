namespace DbBackup.Archives;

/// <summary>What a media restore did. Folders are not counted.</summary>
/// <param name="Written">Files and links that were written.</param>
/// <param name="Kept">Files and links that existed and were kept.</param>
internal sealed record MediaExtraction(long Written, long Kept);
