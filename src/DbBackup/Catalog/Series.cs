using System.Security.Cryptography;
using System.Text;

namespace DbBackup.Catalog;

/// <summary>The backups of one database of one server, or of one server's media: what is kept, checked and locked as a whole.</summary>
/// <param name="Kind">A database or media.</param>
/// <param name="Server">The server's name.</param>
/// <param name="Database">The database's key; <see langword="null"/> for media.</param>
internal sealed record Series(BackupKind Kind, string Server, string? Database)
{
    private const int LongestPart = 20;
    private const int DigitsOfIdentity = 12;

    /// <summary>The series of a backup.</summary>
    public static Series Of(BackupManifest backup) => new(backup.Kind, backup.Server, backup.Database);

    /// <summary>
    /// What objects that belong to it as a whole are called: readable, and another name for every other series, though names are shortened and
    /// made fit for files.
    /// </summary>
    public string Name
    {
        get
        {
            var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Server}\n{Database}"));
            return $"{Readable(Database ?? "media")}-{Readable(Server)}-{Convert.ToHexStringLower(identity)[..DigitsOfIdentity]}";
        }
    }

    /// <summary>For messages: <c>database shop of server web01</c>.</summary>
    public override string ToString() => $"{(Database is null ? "the media" : $"database {Database}")} of server {Server}";

    private static string Readable(string name)
    {
        var fit = FilenameTemplate.Fit(name);
        return fit.Length <= LongestPart ? fit : fit[..LongestPart];
    }
}
