using System.Formats.Tar;

namespace DbBackup.Archives;

/// <summary>One entry of a tar.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Name">The name as stored.</param>
/// <param name="LinkTarget">A link's target as stored; empty for anything else.</param>
/// <param name="Mode">The stored mode bits.</param>
/// <param name="Length">Bytes of content that follow.</param>
/// <param name="ModifiedAt">UTC, in steps of 100 ns.</param>
internal sealed record TarEntry(TarEntryType Type, string Name, string LinkTarget, UnixFileMode Mode, long Length, DateTime ModifiedAt);
