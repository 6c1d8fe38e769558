namespace DbBackup.Storage;

/// <summary>The names that every storage can hold.</summary>
public static class StorageName
{
    /// <summary>The longest name, in UTF-8 bytes: what a Linux file name may have, less room for a temporary name.</summary>
    public const int MaximumBytes = 200;

    /// <summary>Whether a name can be held: letters, digits, <c>. _ - + @ =</c>, not beginning with a dot or a dash, not ending with a dot, no longer than <see cref="MaximumBytes"/>.</summary>
    public static bool IsValid(string? name)
    {
        if (string.IsNullOrEmpty(name) || name[0] is '.' or '-' || name[^1] == '.')
            return false;
        foreach (var c in name)
            if (!char.IsLetterOrDigit(c) && !"._-+@=".Contains(c))
                return false;
        return System.Text.Encoding.UTF8.GetByteCount(name) <= MaximumBytes;
    }
}
