namespace DbBackup.Archives;

/// <summary>What was written: <c>manifest.json</c>, the archive's last entry.</summary>
/// <param name="FormatVersion">The format of the archive.</param>
/// <param name="Streams">The streams, in the order of their ids.</param>
internal sealed record NativeManifest(int FormatVersion, IReadOnlyList<NativeStreamEnd> Streams);
