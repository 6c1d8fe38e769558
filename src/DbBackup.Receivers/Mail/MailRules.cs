using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DbBackup.Configuration;
using MimeKit;

namespace DbBackup.Receivers;

/// <summary>The rules of <see cref="MailSettings"/> that types cannot express.</summary>
internal static class MailRules
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1"];

    public static IEnumerable<SettingsProblem> Check(MailSettings settings) =>
        [.. CheckServer(settings), .. CheckLogin(settings), .. CheckMessage(settings), .. DeliveryRules.Check(settings, settings.On)];

    private static IEnumerable<SettingsProblem> CheckServer(MailSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Host))
            yield return new("Host", "is missing; it takes the name of the mail server");
        else if (Uri.CheckHostName(settings.Host) == UriHostNameType.Unknown)
            yield return new("Host", "is no name of a server; it takes the name alone, without a scheme or a port");
        if (settings.Port is < 1 or > 65535)
            yield return new("Port", $"is {settings.Port}; it takes 1 to 65535");
        if (settings.TrustedCertificates is { } file && ProblemOfCertificates(file) is { } problem)
            yield return new("TrustedCertificates", problem);
    }

    private static IEnumerable<SettingsProblem> CheckLogin(MailSettings settings)
    {
        var hasPassword = settings.Password is not null || settings.PasswordFile is not null;
        if (settings.User is not null && string.IsNullOrWhiteSpace(settings.User))
            yield return new("User", "is blank; give it a value or remove it");
        if (settings.User is not null && !hasPassword)
            yield return new("User", "is set without a password; set PasswordFile, or Password by an environment variable");
        if (settings.User is null && hasPassword)
            yield return new("User", "is missing, but there is a password; set it, or remove the password");
        if (hasPassword && settings.Security == MailSecurity.None && !Loopback.Contains(settings.Host, StringComparer.OrdinalIgnoreCase))
            yield return new("Security", "is None, which would send the password in the clear; use StartTls or SslOnConnect");
        foreach (var problem in DeliveryRules.CheckSecret("Password", settings.Password, settings.PasswordFile))
            yield return problem;
    }

    private static IEnumerable<SettingsProblem> CheckMessage(MailSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.From))
            yield return new("From", "is missing; it takes the address of the sender");
        else if (!MailboxAddress.TryParse(settings.From, out _))
            yield return new("From", $"is '{PlainText.OneLine(settings.From)}', which is no mail address; it takes one as backup@shop.example");
        if (settings.To is null or [])
            yield return new("To", "is missing; it takes a list of addresses");
        for (var i = 0; i < settings.To?.Count; i++)
            if (!MailboxAddress.TryParse(settings.To[i] ?? "", out _))
                yield return new($"To:{i}", $"is '{PlainText.OneLine(settings.To[i] ?? "")}', which is no mail address; it takes one as admin@shop.example");
        if (MailSubject.ProblemOf(settings.Subject) is { } problem)
            yield return new("Subject", problem);
    }

    private static string? ProblemOfCertificates(string file)
    {
        try
        {
            return MailCertificates.Read(file).Count == 0 ? $"names {file}, which has no certificate; it takes a PEM file" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"names {file}, which does not exist or cannot be read; correct the path or let this user read it";
        }
        catch (CryptographicException)
        {
            return $"names {file}, which holds no readable certificate; it takes a PEM file";
        }
    }
}
