using System.Diagnostics.CodeAnalysis;
using DbBackup.Catalog;
using DbBackup.Configuration;

namespace DbBackup.Archives;

/// <summary>From the configuration to what encrypts and decrypts. Keys and passphrases are read when they are needed, and not kept.</summary>
internal static class Encryption
{
    public const string AgeName = "age", OpenPgpName = "openpgp";

    /// <summary>Whether backups are encrypted.</summary>
    public static bool IsOn([NotNullWhen(true)] EncryptionSettings? settings) => settings is not null && (settings.Recipients.Count > 0 || settings is { HasPassphrase: true, HasIdentity: false });

    /// <summary>What encrypts; <see langword="null"/> when backups are not encrypted.</summary>
    /// <exception cref="ConfigurationException">A recipient or the passphrase cannot be read.</exception>
    public static IEncryptor? Encryptor(EncryptionSettings? settings)
    {
        if (!IsOn(settings))
            return null;
        return settings.Kind switch
        {
            EncryptionKind.OpenPgp when settings.Recipients.Count > 0 => new OpenPgpEncryptor(settings.Recipients.ConvertAll(file => OpenPgpKeys.ReadPublic(KeyMaterial.OfFile(file, nameof(settings.Recipients))))),
            EncryptionKind.OpenPgp => new OpenPgpEncryptor(Passphrase(settings)!),
            _ when settings.Recipients.Count > 0 => new AgeEncryptor(settings.Recipients.ConvertAll(Recipient)),
            _ => new AgeEncryptor([new AgePassphrase(Passphrase(settings)!)]),
        };
    }

    /// <summary>What decrypts a backup; <see langword="null"/> when it is not encrypted.</summary>
    /// <exception cref="ConfigurationException">The key or passphrase cannot be read.</exception>
    /// <exception cref="BackupException">There is no key.</exception>
    public static IDecryptor? Decryptor(BackupManifest manifest, EncryptionSettings? settings) => manifest.Encryption switch
    {
        null => null,
        AgeName => new AgeDecryptor(AgeIdentities(manifest, settings ?? new())),
        OpenPgpName => OpenPgpSecrets(manifest, settings ?? new()),
        _ => throw new DamagedBackupException($"{manifest.Name} is encrypted with '{manifest.Encryption}', which this version cannot open; update DbBackup."),
    };

    private static IAgeRecipient Recipient(string text) => AgeRecipient.Parse(text) ?? throw new ConfigurationException(
        $"Encryption:Recipients: '{text}' is not a public key of age, or has a typing error; it begins with age1. 'keygen' makes a pair.");

    private static IReadOnlyList<IAgeIdentity> AgeIdentities(BackupManifest manifest, EncryptionSettings settings) =>
        Identities(settings) is { } keys ? AgeIdentityFile.Read(keys)
        : Passphrase(settings) is { } passphrase ? [new AgePassphrase(passphrase)]
        : throw NoKey(manifest, "private key");

    private static OpenPgpDecryptor OpenPgpSecrets(BackupManifest manifest, EncryptionSettings settings)
    {
        var passphrase = Passphrase(settings);
        return Identities(settings) is { } keys ? new(OpenPgpKeys.ReadSecret(keys), passphrase)
            : passphrase is not null ? new(null, passphrase)
            : throw NoKey(manifest, "secret key");
    }

    private static BackupException NoKey(BackupManifest manifest, string key) => new(
        $"{manifest.Name} is encrypted with {manifest.Encryption}, and no {key} (Encryption:IdentityFile or IdentityVariable) or passphrase (PassphraseFile or PassphraseVariable) is configured. "
        + "Configure it where backups are restored.");

    private static KeyMaterial? Identities(EncryptionSettings settings) => Read(settings.IdentityFile, nameof(settings.IdentityFile), settings.IdentityVariable, nameof(settings.IdentityVariable));

    private static string? Passphrase(EncryptionSettings settings) =>
        Read(settings.PassphraseFile, nameof(settings.PassphraseFile), settings.PassphraseVariable, nameof(settings.PassphraseVariable)) is not { } material ? null
        : material.ReadLines().FirstOrDefault() is { Length: > 0 } passphrase ? passphrase
        : throw new ConfigurationException($"The first line of {material.Place} is empty. Write the passphrase there, or correct Encryption:{material.Setting}.");

    private static KeyMaterial? Read(string? file, string fileSetting, string? variable, string variableSetting) =>
        file is not null ? KeyMaterial.OfFile(file, fileSetting)
        : variable is not null ? KeyMaterial.OfVariable(variable, variableSetting)
        : null;
}
