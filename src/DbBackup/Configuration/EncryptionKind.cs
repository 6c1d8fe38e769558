namespace DbBackup.Configuration;

/// <summary>The formats in which backups are encrypted.</summary>
public enum EncryptionKind
{
    /// <summary>age (age-encryption.org/v1), opened by <c>age</c>.</summary>
    Age,

    /// <summary>OpenPGP, opened by <c>gpg</c>.</summary>
    OpenPgp,
}
