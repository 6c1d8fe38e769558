namespace DbBackup.Receivers;

/// <summary>The section <c>Receivers:Webhook</c>.</summary>
public sealed class WebhookSettings : DeliverySettings
{
    /// <summary>Where to post, with <c>http</c> or <c>https</c>. An address that is itself a secret belongs into an environment variable, or into <see cref="UrlFile"/>.</summary>
    public string? Url { get; set; }

    /// <summary>A file that holds the address alone.</summary>
    public string? UrlFile { get; set; }

    /// <summary>A token that is sent as <c>Authorization: Bearer …</c>. It belongs into an environment variable, or into <see cref="TokenFile"/>.</summary>
    public string? Token { get; set; }

    /// <summary>A file that holds the token alone.</summary>
    public string? TokenFile { get; set; }

    /// <summary>A file that holds the key with which each message is signed, as <c>whsec_…</c> or as it is.</summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>What is worth a call.</summary>
    public List<Occasion> On { get; set; } = [Occasion.Failure, Occasion.Success];
}
