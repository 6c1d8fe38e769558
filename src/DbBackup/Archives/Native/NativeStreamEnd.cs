namespace DbBackup.Archives;

/// <summary>What a stream came to.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bytes">The bytes of all its parts.</param>
/// <param name="Sha256">Their SHA-256 one after the other, lower-case hexadecimal.</param>
internal sealed record NativeStreamEnd(string Id, long Rows, long Bytes, string Sha256);
