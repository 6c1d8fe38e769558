namespace DbBackup.Archives;

/// <summary>What was written to a media tar.</summary>
/// <param name="Entries">Files, links and folders in the tar.</param>
/// <param name="Tolerated">Paths below the root, with <c>/</c>, that changed (they are in the tar, padded or cut to the size first seen) or vanished (they are not).</param>
internal sealed record MediaDump(long Entries, IReadOnlyList<string> Tolerated);
