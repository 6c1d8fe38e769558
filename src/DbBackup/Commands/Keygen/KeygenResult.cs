namespace DbBackup.Commands;

/// <summary>A new pair of keys.</summary>
/// <param name="Path">The file with the private key; only its owner may read it.</param>
/// <param name="Recipient">The public key, for <c>Encryption:Recipients</c>.</param>
public sealed record KeygenResult(string Path, string Recipient);
