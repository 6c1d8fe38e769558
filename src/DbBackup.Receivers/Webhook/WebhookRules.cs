using DbBackup.Configuration;

namespace DbBackup.Receivers;

/// <summary>The rules of <see cref="WebhookSettings"/> that types cannot express. An address may be a secret, so none is quoted.</summary>
internal static class WebhookRules
{
    public static IEnumerable<SettingsProblem> Check(WebhookSettings settings) =>
    [
        .. CheckAddress(settings),
        .. CheckToken(settings),
        .. DeliveryRules.CheckSecret("SigningKey", null, settings.SigningKeyFile),
        .. DeliveryRules.Check(settings, settings.On),
    ];

    /// <summary>The address, when it is one that can be posted to. A client would drop a user in it.</summary>
    public static Uri? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" } ? address : null;

    /// <summary>Whether a token can stand in a header.</summary>
    public static bool IsToken(string token) => token.All(c => c is >= '!' and <= '~');

    private static IEnumerable<SettingsProblem> CheckAddress(WebhookSettings settings)
    {
        if (settings.Url is null && settings.UrlFile is null)
            yield return new("Url", "is missing; it takes an address with http or https. One that is a secret goes into UrlFile");
        foreach (var problem in DeliveryRules.CheckSecret("Url", settings.Url, settings.UrlFile))
            yield return problem;
        if (settings.Url is not null && Address(settings.Url) is null)
            yield return new("Url", "is no address with http or https and without a user; write all of it, as https://example.com/backups");
        if (settings.UrlFile is { } file && SecretFile.ProblemOf(file) is null && Address(SecretFile.Read("UrlFile", null, file)) is null)
            yield return new("UrlFile", $"names {file}, which does not hold an address with http or https and without a user; correct it");
    }

    private static IEnumerable<SettingsProblem> CheckToken(WebhookSettings settings)
    {
        foreach (var problem in DeliveryRules.CheckSecret("Token", settings.Token, settings.TokenFile))
            yield return problem;
        if (settings.Token is { } token && !IsToken(token))
            yield return new("Token", "cannot stand in a header; a token has letters, digits and signs only");
        if (settings.TokenFile is { } file && SecretFile.ProblemOf(file) is null && !IsToken(SecretFile.Read("TokenFile", null, file)!))
            yield return new("TokenFile", $"names {file}, whose text cannot stand in a header; a token has letters, digits and signs only");
    }
}
