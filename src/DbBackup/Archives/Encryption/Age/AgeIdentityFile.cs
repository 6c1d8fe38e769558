using System.Globalization;

namespace DbBackup.Archives;

/// <summary>The text in which private keys are kept: a line a key, as <c>age-keygen</c> writes its files.</summary>
internal static class AgeIdentityFile
{
    /// <summary>The text of a new file.</summary>
    public static string Write(AgeIdentity identity, DateTimeOffset now) =>
        $"# created: {now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\n# public key: {identity.Recipient}\n{identity.Reveal()}\n";

    /// <summary>Reads the keys.</summary>
    /// <exception cref="ConfigurationException">There is none, or a line is not one. The line is not quoted: it may be a secret.</exception>
    public static IReadOnlyList<AgeIdentity> Read(KeyMaterial material)
    {
        var identities = new List<AgeIdentity>();
        foreach (var (number, line) in material.ReadLines().Index().Where(line => line.Item.Trim() is not ("" or ['#', ..])))
            identities.Add(AgeIdentity.Parse(line.Trim()) ?? throw new ConfigurationException(
                $"Line {number + 1} of {material.Place} is not a private key of age. Correct Encryption:{material.Setting}; 'keygen' makes a key."));
        return identities.Count > 0 ? identities : throw new ConfigurationException(
            $"There is no private key in {material.Place}. Correct Encryption:{material.Setting}; 'keygen' makes a key.");
    }
}
