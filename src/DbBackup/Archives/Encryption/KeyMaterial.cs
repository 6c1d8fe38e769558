using System.Text;
using DbBackup.Storage;

namespace DbBackup.Archives;

/// <summary>Keys or a passphrase as they stand where the configuration says: in a file or in an environment variable. What stands there is quoted nowhere.</summary>
internal sealed class KeyMaterial
{
    private readonly byte[] _content;

    private KeyMaterial(string place, string setting, byte[] content) => (Place, Setting, _content) = (place, setting, content);

    /// <summary>The file or variable, for messages.</summary>
    public string Place { get; }

    /// <summary>The key of the configuration that names it, for messages.</summary>
    public string Setting { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigurationException">It cannot be read.</exception>
    public static KeyMaterial OfFile(string file, string setting)
    {
        try
        {
            return new(file, setting, File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{file} cannot be read: {FileError.Reason(e)}. Correct Encryption:{setting}, or let this user read it.", e);
        }
    }

    /// <summary>Reads an environment variable.</summary>
    /// <exception cref="ConfigurationException">It is not set.</exception>
    public static KeyMaterial OfVariable(string variable, string setting) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? new($"the environment variable {variable}", setting, Encoding.UTF8.GetBytes(value))
            : throw new ConfigurationException($"The environment variable {variable} of Encryption:{setting} is not set. Set it, or name another.");

    /// <summary>Its bytes.</summary>
    public Stream OpenRead() => new MemoryStream(_content, writable: false);

    /// <summary>Its lines.</summary>
    public IEnumerable<string> ReadLines()
    {
        using var reader = new StreamReader(OpenRead());
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
