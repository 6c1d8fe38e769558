namespace DbBackup.Configuration;

/// <summary>
/// How backups are encrypted, and how they are opened again. With recipients, or with a passphrase, every backup is encrypted. With an
/// identity alone backups are opened but not encrypted: as on the machine that restores what another one writes.
/// </summary>
public sealed class EncryptionSettings
{
    /// <summary>The format.</summary>
    public EncryptionKind Kind { get; set; } = EncryptionKind.Age;

    /// <summary>For whom: public keys (<c>age1…</c>), or with OpenPGP the paths of files with public keys. The private keys need not be here.</summary>
    public List<string> Recipients { get; set; } = [];

    /// <summary>The file with the private keys: lines <c>AGE-SECRET-KEY-1…</c>, or with OpenPGP an exported secret key.</summary>
    public string? IdentityFile { get; set; }

    /// <summary>The environment variable with the private keys, in place of <see cref="IdentityFile"/>; with OpenPGP they are armored, as text must be.</summary>
    public string? IdentityVariable { get; set; }

    /// <summary>A file whose first line is the passphrase: of the backups, or with OpenPGP and private keys of these.</summary>
    public string? PassphraseFile { get; set; }

    /// <summary>The environment variable with the passphrase, in place of <see cref="PassphraseFile"/>.</summary>
    public string? PassphraseVariable { get; set; }

    internal bool HasIdentity => IdentityFile is not null || IdentityVariable is not null;

    internal bool HasPassphrase => PassphraseFile is not null || PassphraseVariable is not null;
}
