using System.Diagnostics.CodeAnalysis;
using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Storage;

namespace DbBackup.Archives;

/// <summary>From the configuration to what encrypts and decrypts. Keys and passphrases are read when they are needed, and not kept.</summary>
internal static class Encryption
{
    public const string AgeName = "age", OpenPgpName = "openpgp";

    /// <summary>Whether backups are encrypted.</summary>
    public static bool IsOn([NotNullWhen(true)] EncryptionSettings? settings) => settings is not null && (settings.Recipients.Count > 0 || (HasPassphrase(settings) && settings.IdentityFile is null));

    /// <summary>What encrypts; <see langword="null"/> when backups are not encrypted.</summary>
    /// <exception cref="ConfigurationException">A recipient or the passphrase cannot be read.</exception>
    public static IEncryptor? Encryptor(EncryptionSettings? settings)
    {
        if (!IsOn(settings))
            return null;
        return settings.Kind switch
        {
            EncryptionKind.OpenPgp when settings.Recipients.Count > 0 => new OpenPgpEncryptor(settings.Recipients.ConvertAll(OpenPgpKeys.ReadPublic)),
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

    private static bool HasPassphrase(EncryptionSettings settings) => settings.PassphraseFile is not null || settings.PassphraseVariable is not null;

    private static IAgeRecipient Recipient(string text) => AgeRecipient.Parse(text) ?? throw new ConfigurationException(
        $"Encryption:Recipients: '{text}' is not a public key of age, or has a typing error; it begins with age1. 'keygen' makes a pair.");

    private static IReadOnlyList<IAgeIdentity> AgeIdentities(BackupManifest manifest, EncryptionSettings settings) =>
        settings.IdentityFile is { } file ? AgeIdentityFile.Read(file, ReadLines(file, nameof(settings.IdentityFile)))
        : Passphrase(settings) is { } passphrase ? [new AgePassphrase(passphrase)]
        : throw NoKey(manifest, "private key (Encryption:IdentityFile) or passphrase (Encryption:PassphraseFile)");

    private static OpenPgpDecryptor OpenPgpSecrets(BackupManifest manifest, EncryptionSettings settings)
    {
        var passphrase = Passphrase(settings);
        return settings.IdentityFile is { } file ? new(OpenPgpKeys.ReadSecret(file), passphrase)
            : passphrase is not null ? new(null, passphrase)
            : throw NoKey(manifest, "secret key (Encryption:IdentityFile) or passphrase (Encryption:PassphraseFile)");
    }

    private static BackupException NoKey(BackupManifest manifest, string what) =>
        new($"{manifest.Name} is encrypted with {manifest.Encryption}, and no {what} is configured. Configure it where backups are restored.");

    private static string? Passphrase(EncryptionSettings settings)
    {
        if (settings.PassphraseFile is { } file)
            return ReadLines(file, nameof(settings.PassphraseFile)).FirstOrDefault() is { Length: > 0 } passphrase ? passphrase : throw new ConfigurationException(
                $"The first line of {file} is empty. Write the passphrase there, or correct Encryption:PassphraseFile.");
        if (settings.PassphraseVariable is not { } variable)
            return null;
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw new ConfigurationException(
            $"The environment variable {variable} of Encryption:PassphraseVariable is not set. Set it, or name another.");
    }

    private static string[] ReadLines(string file, string key)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{file} cannot be read: {FileError.Reason(e)}. Correct Encryption:{key}, or let this user read it.", e);
        }
    }
}
