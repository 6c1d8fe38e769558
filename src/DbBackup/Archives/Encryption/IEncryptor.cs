namespace DbBackup.Archives;

/// <summary>A format of encryption, and for whom.</summary>
internal interface IEncryptor
{
    /// <summary>The format's name in the manifest.</summary>
    string Name { get; }

    /// <summary>What is appended to a backup's name.</summary>
    string Suffix { get; }

    /// <summary>Wraps <paramref name="stored"/> so that what is written is encrypted. Leaves it open.</summary>
    Stream Encrypt(Stream stored);
}
