namespace DbBackup.Archives;

/// <summary>A secret that opens what was encrypted for it.</summary>
internal interface IAgeIdentity
{
    /// <summary>Tries to open the file key.</summary>
    /// <returns><see langword="null"/> when the stanza is for somebody else.</returns>
    /// <exception cref="InvalidDataException">The stanza breaks the format.</exception>
    byte[]? Unwrap(AgeStanza stanza);
}
