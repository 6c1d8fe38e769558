using System.Text.RegularExpressions;

namespace DbBackup.Connectors;

/// <summary>A connection string as libpq reads it.</summary>
internal static partial class ConnectionString
{
    /// <summary>The string without <c>password</c> and <c>sslpassword</c>, in either of its two spellings.</summary>
    public static string WithoutSecrets(string text) => text.StartsWith("postgresql://", StringComparison.Ordinal)
        || text.StartsWith("postgres://", StringComparison.Ordinal)
            ? SecretParameters().Replace(UserPassword().Replace(text, "$1"), "$1").TrimEnd('?', '&')
            : SecretSettings().Replace(text, "").Trim();

    [GeneratedRegex("^([a-z]+://[^:@/?]*):[^@/?]*(?=@)")]
    private static partial Regex UserPassword();

    [GeneratedRegex("([?&])(?:ssl)?password=[^&]*&?")]
    private static partial Regex SecretParameters();

    // A value is quoted, with backslashes for quotes within, or ends at a space that no backslash escapes.
    [GeneratedRegex(@"(?<=^|\s)(?:ssl)?password\s*=\s*(?:'(?:[^'\\]|\\.)*'|(?:[^\s\\]|\\.)*)\s*", RegexOptions.Singleline)]
    private static partial Regex SecretSettings();
}
