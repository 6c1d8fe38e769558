using System.Text;

namespace DbBackup.Receivers.Tests;

/// <summary>Secrets that are easy to find again, wherever they might have got.</summary>
internal static class Canary
{
    public const string MailPassword = "canary-mail-4d1f";
    public const string Token = "canary-token-91ce";
    public const string SigningKey = "canary-signing-77aa";
    public const string UrlPath = "canary-path-c0de";
    public const string UrlQuery = "canary-query-b33f";
    public const string DatabasePassword = "canary-database-5eed";

    private static readonly string[] All = [MailPassword, Token, SigningKey, UrlPath, UrlQuery, DatabasePassword];

    /// <summary>No text has a secret in it, neither as it is nor as it goes over the wire.</summary>
    public static void AssertNotIn(params IEnumerable<string> texts)
    {
        foreach (var text in texts)
            foreach (var secret in All)
            {
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), text, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0backup\0{secret}")), text, StringComparison.Ordinal);
            }
    }
}
