namespace DbBackup.Archives;

/// <summary>Some consecutive bytes of a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="IsFirst">Whether the stream begins with them.</param>
/// <param name="End">Where they end.</param>
/// <param name="Content">The bytes.</param>
internal sealed record NativePart(NativeStream Stream, bool IsFirst, PartEnd End, ReadOnlyMemory<byte> Content);
