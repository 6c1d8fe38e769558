using System.Text.Json.Serialization;

namespace DbBackup.Receivers;

/// <summary>The section <c>Receivers:Mail</c>.</summary>
public sealed class MailSettings : DeliverySettings
{
    /// <summary>The mail server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port. The default is 587, 465 or 25, as <see cref="Security"/> wants it.</summary>
    public int? Port { get; set; }

    /// <summary>How the way there is protected.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>A file of certificates (PEM) that are trusted in place of the system's: the server's own, or that of its issuer.</summary>
    public string? TrustedCertificates { get; set; }

    /// <summary>The name to log in with. <see langword="null"/> when the server asks for none.</summary>
    public string? User { get; set; }

    /// <summary>The password. It belongs into an environment variable, or into <see cref="PasswordFile"/>.</summary>
    public string? Password { get; set; }

    /// <summary>A file that holds the password alone.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The sender, as <c>backup@shop.example</c> or <c>Backups &lt;backup@shop.example&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>The recipients.</summary>
    public List<string> To { get; set; } = [];

    /// <summary>The subject, of the tokens <c>{what}</c>, <c>{ended}</c>, <c>{server}</c>, <c>{database}</c>, <c>{file}</c> and <c>{signal}</c>.</summary>
    public string Subject { get; set; } = "{what} on {server} {ended}";

    /// <summary>What is worth a mail.</summary>
    public List<Occasion> On { get; set; } = [Occasion.Failure];

    /// <summary>The port that is used.</summary>
    [JsonIgnore]
    internal int EffectivePort => Port ?? Security switch { MailSecurity.SslOnConnect => 465, MailSecurity.None => 25, _ => 587 };
}
