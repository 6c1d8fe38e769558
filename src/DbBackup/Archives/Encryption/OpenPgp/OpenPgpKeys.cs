using DbBackup.Storage;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace DbBackup.Archives;

/// <summary>Keys from files, as <c>gpg --export</c> and <c>gpg --export-secret-keys</c> write them, with or without armor.</summary>
internal static class OpenPgpKeys
{
    /// <summary>Reads the key for which to encrypt: the newest of the file's keys that is meant for it.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static PgpPublicKey ReadPublic(string path)
    {
        var rings = Read(path, "Recipients", "public", stream => new PgpPublicKeyRingBundle(stream).GetKeyRings().ToList());
        return rings.SelectMany(ring => ring.GetPublicKeys())
            .Where(key => key.IsEncryptionKey && !key.HasRevocation() && !IsExpired(key))
            // A subkey before its master key, which is rather for signatures.
            .OrderBy(key => key.IsMasterKey).ThenByDescending(key => key.CreationTime).FirstOrDefault()
            ?? throw new ConfigurationException($"There is no key in {path} for which to encrypt: none that is meant for it, not revoked and not expired. Correct Encryption:Recipients.");
    }

    /// <summary>Reads secret keys.</summary>
    /// <exception cref="ConfigurationException">There are none.</exception>
    public static PgpSecretKeyRingBundle ReadSecret(string path)
    {
        var keys = Read(path, "IdentityFile", "secret", stream => new PgpSecretKeyRingBundle(stream));
        return keys.Count > 0 ? keys : throw new ConfigurationException($"There is no secret key in {path}. Correct Encryption:IdentityFile.");
    }

    private static bool IsExpired(PgpPublicKey key) =>
        key.GetValidSeconds() is > 0 and var seconds && key.CreationTime.AddSeconds(seconds) < DateTime.UtcNow;

    private static T Read<T>(string path, string setting, string kind, Func<Stream, T> read)
    {
        try
        {
            using var stream = PgpUtilities.GetDecoderStream(File.OpenRead(path));
            return read(stream);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"{path} cannot be read: {FileError.Reason(e)}. Correct Encryption:{setting}, or let this user read it.", e);
        }
        catch (Exception e) when (e is IOException or PgpException or ArgumentException)
        {
            throw new ConfigurationException($"{path} is not a file of {kind} OpenPGP keys. Correct Encryption:{setting}.", e);
        }
    }
}
