namespace DbBackup.Archives;

/// <summary>One way to get at the file key.</summary>
/// <param name="Type">What kind of way, as <c>X25519</c>.</param>
/// <param name="Arguments">What whoever tries it has to know.</param>
/// <param name="Body">The wrapped file key.</param>
internal sealed record AgeStanza(string Type, IReadOnlyList<string> Arguments, byte[] Body);
