namespace DbBackup.Archives;

/// <summary>Encrypts for age's recipients.</summary>
internal sealed class AgeEncryptor(IReadOnlyList<IAgeRecipient> recipients) : IEncryptor
{
    public string Name => Encryption.AgeName;

    public string Suffix => ".age";

    public Stream Encrypt(Stream stored) => new AgeEncryptingStream(stored, recipients);
}
