using System.Globalization;
using System.Text;
using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>Names of backups, as <c>{database}-{server}-{time}.{extension}</c>.</summary>
internal static class FilenameTemplate
{
    /// <summary>Fills in a template. Names are made fit for files; the manifest keeps the originals.</summary>
    /// <param name="template">The template.</param>
    /// <param name="database">The database's key, or <see langword="null"/> for media.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="time">The start of the run.</param>
    /// <param name="extension">The payload's extension and those of compression and encryption.</param>
    /// <param name="attempt">1, or more when the name exists already.</param>
    /// <exception cref="ConfigurationException">The template makes no name that a storage can hold.</exception>
    public static string Render(string template, string? database, string server, DateTimeOffset time, string extension, int attempt)
    {
        var stamp = time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var name = template
            .Replace("{database}", Fit(database ?? "media"), StringComparison.Ordinal)
            .Replace("{server}", Fit(server), StringComparison.Ordinal)
            .Replace("{time}", attempt == 1 ? stamp : $"{stamp}-{attempt}", StringComparison.Ordinal)
            .Replace("{extension}", extension, StringComparison.Ordinal);
        return ManifestFormat.CanName(name) ? name : throw new ConfigurationException(
            $"The file name template '{template}' gives '{name}', which no storage can hold: use letters, digits and . _ - + @ =, at most {StorageName.MaximumBytes - ManifestFormat.Suffix.Length} bytes, and no {ManifestFormat.Suffix} at the end.");
    }

    /// <summary>The first name of a template that is not taken.</summary>
    public static async Task<string> FindFreeAsync(
        IBackupStorage storage, string template, string? database, string server, DateTimeOffset time, string extension, CancellationToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            var name = Render(template, database, server, time, extension, attempt);
            if (!await IsTakenAsync(storage, name, token))
                return name;
        }
    }

    private static async Task<bool> IsTakenAsync(IBackupStorage storage, string name, CancellationToken token)
    {
        foreach (var taken in (string[])[name, ManifestFormat.NameOf(name), name + Sidecar.Unfinished])
            if (await storage.ExistsAsync(taken, token))
                return true;
        return false;
    }

    /// <summary>Replaces what a file name cannot hold by dashes.</summary>
    public static string Fit(string name)
    {
        var fit = new StringBuilder(name.Length);
        foreach (var c in name)
            fit.Append(StorageName.IsValid($"x{c}x") ? c : '-');
        var text = fit.ToString().Trim('.', '-');
        return text.Length == 0 ? "unnamed" : text;
    }
}
