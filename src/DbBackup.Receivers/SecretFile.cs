namespace DbBackup.Receivers;

/// <summary>A secret that stands in a file, as orchestrators mount them. It is read when it is needed, so that it may be renewed.</summary>
internal static class SecretFile
{
    private const int MostBytes = 64 * 1024;

    /// <summary>What is wrong with a file, to follow its key in a sentence; <see langword="null"/> when it holds a secret.</summary>
    public static string? ProblemOf(string path) => TryRead(path, out _);

    /// <summary>The secret: given, or read from the file; <see langword="null"/> when there is neither.</summary>
    /// <param name="key">The full key of the file, for the error.</param>
    /// <param name="value">The secret itself.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="BackupException">The file cannot be read any more.</exception>
    public static string? Read(string key, string? value, string? path)
    {
        if (path is null)
            return value;
        return TryRead(path, out var secret) is { } problem ? throw new BackupException($"'{key}' {problem}.") : secret;
    }

    private static string? TryRead(string path, out string secret)
    {
        secret = "";
        try
        {
            var file = new FileInfo(path);
            if (file.Length > MostBytes)
                return $"names {path}, which is too long for a secret; give the file that holds the secret alone";
            secret = File.ReadAllText(path).Trim();
            return secret.Length == 0 ? $"names {path}, which is empty; write the secret into it" : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"names {path}, which does not exist; correct the path or make the file";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"names {path}, which cannot be read; let this user read it";
        }
    }
}
