using Org.BouncyCastle.Bcpg.OpenPgp;

namespace DbBackup.Archives;

/// <summary>Keys as <c>gpg --export</c> and <c>gpg --export-secret-keys</c> write them, with or without armor.</summary>
internal static class OpenPgpKeys
{
    /// <summary>Reads the key for which to encrypt: the newest of the file's keys that is meant for it.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static PgpPublicKey ReadPublic(KeyMaterial material)
    {
        var rings = Read(material, "public", stream => new PgpPublicKeyRingBundle(stream).GetKeyRings().ToList());
        return rings.SelectMany(ring => ring.GetPublicKeys())
            .Where(key => key.IsEncryptionKey && !key.HasRevocation() && !IsExpired(key))
            // A subkey before its master key, which is rather for signatures.
            .OrderBy(key => key.IsMasterKey).ThenByDescending(key => key.CreationTime).FirstOrDefault()
            ?? throw new ConfigurationException($"There is no key in {material.Place} for which to encrypt: none that is meant for it, not revoked and not expired. Correct Encryption:{material.Setting}.");
    }

    /// <summary>Reads secret keys.</summary>
    /// <exception cref="ConfigurationException">There are none.</exception>
    public static PgpSecretKeyRingBundle ReadSecret(KeyMaterial material)
    {
        var keys = Read(material, "secret", stream => new PgpSecretKeyRingBundle(stream));
        return keys.Count > 0 ? keys : throw new ConfigurationException($"There is no secret key in {material.Place}. Correct Encryption:{material.Setting}.");
    }

    private static bool IsExpired(PgpPublicKey key) =>
        key.GetValidSeconds() is > 0 and var seconds && key.CreationTime.AddSeconds(seconds) < DateTime.UtcNow;

    private static T Read<T>(KeyMaterial material, string kind, Func<Stream, T> read)
    {
        try
        {
            using var stream = PgpUtilities.GetDecoderStream(material.OpenRead());
            return read(stream);
        }
        catch (Exception e) when (e is IOException or PgpException or ArgumentException)
        {
            throw new ConfigurationException($"There are no {kind} OpenPGP keys that can be read in {material.Place}. Correct Encryption:{material.Setting}.", e);
        }
    }
}
