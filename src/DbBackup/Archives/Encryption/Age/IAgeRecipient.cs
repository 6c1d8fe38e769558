namespace DbBackup.Archives;

/// <summary>Somebody for whom a file is encrypted.</summary>
internal interface IAgeRecipient
{
    /// <summary>Wraps the file key so that only this one can open it.</summary>
    AgeStanza Wrap(ReadOnlySpan<byte> fileKey);
}
